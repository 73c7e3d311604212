// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.ExportGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes each trained model for other tools: export/NAME.onnx, the integer network in standard operators with the same
 * scores bit for bit, and export/NAME.qonnx.onnx, the trained network with its quantizers.
 *
 * @since 0.1.0
 */
@Mojo(name = "export", threadSafe = true)
public final class ExportMojo extends AbstractBnnMojo {
    @Override
    void run(List<Path> models, Settings settings, LogEvents events) throws WorkflowException, IOException {
        eachAlone(models, events, model -> ExportGoal.run(new ExportGoal.Request(model, settings), events));
    }
}
