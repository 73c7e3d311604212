// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.SynthesizeGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lowers each trained model to integers, proves every pass on golden images, writes NAME.bnnc and the HLS project, and
 * compares its C simulation bit for bit with the engine.
 */
@Mojo(name = "synthesize", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class SynthesizeMojo extends AbstractBnnMojo {
    /** Test images to run through the C simulation; 0 for none. */
    @Parameter(property = "bnn.csimImages", defaultValue = "100")
    private int csimImages;

    /** Test images on which each pass is compared with the stage before. */
    @Parameter(property = "bnn.goldenImages", defaultValue = "16")
    private int goldenImages;

    /** Run the HLS script with vitis-run, vitis_hls or vivado_hls from the PATH. */
    @Parameter(property = "bnn.hls", defaultValue = "false")
    private boolean hls;

    @Override
    void run(List<Path> models, Settings settings, LogEvents events) throws WorkflowException, IOException {
        eachAlone(
                models,
                events,
                model -> SynthesizeGoal.run(
                        new SynthesizeGoal.Request(model, settings, goldenImages, csimImages, hls), events));
    }
}
