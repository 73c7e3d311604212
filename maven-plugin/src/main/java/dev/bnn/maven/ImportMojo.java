// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.ImportGoal;
import dev.bnn.workflow.project.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes a .bnn file and packed parameters beside it of a QONNX model, so that evaluate and synthesize go on at once; or
 * packs parameters of a .npz file beside the model that they are of. With bnn.model the model gets that name.
 */
@Mojo(name = "import", threadSafe = true)
public final class ImportMojo extends AbstractBnnMojo {
    /** The file to import: a QONNX model, or parameters as .npz for a model that is there. */
    @Parameter(property = "bnn.file", required = true)
    private File file;

    /** The range of the model's input, such as 0 .. 1; what the file says, or else 0 .. 1. */
    @Parameter(property = "bnn.inputRange", defaultValue = "")
    private String inputRange;

    /** Leaves out a quantiser of the image that moves values by less than half the way to the next byte's. */
    @Parameter(property = "bnn.approximate", defaultValue = "false")
    private boolean approximate;

    /** Replaces a model or parameters that are there. */
    @Parameter(property = "bnn.overwrite", defaultValue = "false")
    private boolean overwrite;

    private Path folder;
    private String name;

    /** The model need not be there yet. */
    @Override
    List<Path> models(Path source, String only) {
        folder = source;
        name = only;
        return List.of(file.toPath());
    }

    @Override
    void run(List<Path> models, Settings settings, LogEvents events) throws WorkflowException, IOException {
        String range = inputRange == null ? "" : inputRange;
        String data =
                settings.overrides().data() == null ? "" : settings.overrides().data();
        for (Path model : models) {
            ImportGoal.run(
                    new ImportGoal.Request(model, folder, name, range, data, approximate, overwrite, settings), events);
        }
    }
}
