// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.exchange;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.exchange.CExportGoal;
import dev.bnn.workflow.goals.exchange.ExportGoal;
import dev.bnn.workflow.goals.exchange.ScriptGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes each trained model for other tools: export/NAME.onnx, the integer network in standard operators with the same
 * scores bit for bit, and export/NAME.qonnx.onnx, the trained network with its quantizers. With bnn.format=c it writes export/c
 * instead, a C99 program for processors of any size, and with bnn.format=pytorch export/NAME_train.py, which trains the model
 * by its recipe in PyTorch.
 *
 * @since 0.1.0
 */
@Mojo(name = "export", threadSafe = true)
public final class ExportMojo extends AbstractBnnMojo {
    private static final String ONNX = "onnx";
    private static final String PYTORCH = "pytorch";
    private static final String C = "c";

    /**
     * What to write: onnx for ONNX and QONNX of the trained network, c for a C program that computes its scores, or pytorch
     * for a script that trains it. Example: {@code -Dbnn.format=c}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.format", defaultValue = ONNX)
    private String format;

    @Override
    protected void run(List<Path> models, Settings settings, Events events) throws WorkflowException, IOException {
        if (format.equals(PYTORCH)) {
            eachAlone(models, events, model -> ScriptGoal.run(new ScriptGoal.Request(model, settings), events));
        } else if (format.equals(C)) {
            eachAlone(models, events, model -> CExportGoal.run(new CExportGoal.Request(model, settings), events));
        } else if (format.equals(ONNX)) {
            eachAlone(models, events, model -> ExportGoal.run(new ExportGoal.Request(model, settings), events));
        } else {
            throw new WorkflowException("bnn.format is " + (format.isBlank() ? "empty" : format)
                    + "; give onnx, which writes QONNX too, c or pytorch.");
        }
    }
}
