// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.exchange;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.exchange.ImportGoal;
import dev.bnn.workflow.project.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Imports a QONNX model as a .bnn file with packed parameters beside it. The goals evaluate and synthesize can follow
 * at once. A .npz file becomes the packed parameters of a model that exists. With bnn.model the model gets that name.
 *
 * @since 0.1.0
 */
@Mojo(name = "import", threadSafe = true)
public final class ImportMojo extends AbstractBnnMojo {
    /**
     * The file to import: a QONNX model, or parameters as .npz for a model that exists, trained here or by another tool or
     * packed beside another model. The goal needs it.
     * Example: {@code -Dbnn.file=cnv.qonnx.onnx}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.file")
    private @Nullable File file;

    /**
     * Range of the model's input. Left out, it is what the file says, or else 0 .. 1.
     * Example: {@code -Dbnn.inputRange=-1..1}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.inputRange", defaultValue = "")
    private @Nullable String inputRange;

    /**
     * Accepts and drops a quantizer of the image that moves values by less than half the distance to the next byte's.
     * Example: {@code -Dbnn.approximate=true}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.approximate", defaultValue = "false")
    private boolean approximate;

    /**
     * Replaces a model or parameters that exist.
     * Example: {@code -Dbnn.overwrite=true}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.overwrite", defaultValue = "false")
    private boolean overwrite;

    private Path folder = Path.of("");
    private String name = "";

    /** The model need not exist yet. */
    @Override
    protected List<Path> models(Path source, String only) throws WorkflowException {
        if (file == null) {
            throw new WorkflowException("Name the file to import, such as -Dbnn.file=cnv.qonnx.onnx.");
        }
        folder = source;
        name = only;
        return List.of(file.toPath());
    }

    @Override
    protected void run(List<Path> models, Settings settings, Events events) throws WorkflowException, IOException {
        String range = inputRange == null ? "" : inputRange;
        String data =
                settings.overrides().data() == null ? "" : settings.overrides().data();
        for (Path model : models) {
            ImportGoal.run(
                    new ImportGoal.Request(model, folder, name, range, data, approximate, overwrite, settings), events);
        }
    }
}
