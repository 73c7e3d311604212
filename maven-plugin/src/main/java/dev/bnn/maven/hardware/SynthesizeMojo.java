// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.hardware;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.hardware.SynthesizeGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lowers each trained model to integers and writes its HLS project. Checks every pass on golden images, writes
 * NAME.bnnc too, and compares the units of the pipeline and the C simulation bit for bit with the engine.
 *
 * @since 0.1.0
 */
@Mojo(name = "synthesize", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class SynthesizeMojo extends AbstractBnnMojo {
    /**
     * Test images for the simulations of the generated code; 0 for none.
     * Example: {@code -Dbnn.csimImages=1000}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.csimImages", defaultValue = "100")
    private int csimImages;

    /**
     * Test images on which the goal compares each pass with the stage before.
     * Example: {@code -Dbnn.goldenImages=64}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.goldenImages", defaultValue = "16")
    private int goldenImages;

    /**
     * The back ends that write the design: {@code hls} (C++), {@code rtl} (Verilog) or {@code both}.
     * Example: {@code -Dbnn.backend=both}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.backend", defaultValue = "hls")
    private String backend;

    /**
     * Counts the resources of the RTL with yosys, which takes minutes for a large network.
     * Example: {@code -Dbnn.rtlCounts=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.rtlCounts", defaultValue = "true")
    private boolean rtlCounts;

    /**
     * Runs the HLS script with vitis-run, vitis_hls or vivado_hls from the PATH.
     * Example: {@code -Dbnn.hls=true}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.hls", defaultValue = "false")
    private boolean hls;

    @Override
    protected void run(List<Path> models, Settings settings, Events events) throws WorkflowException, IOException {
        BackendChoice chosen = BackendChoice.of(backend);
        eachAlone(
                models,
                events,
                model -> SynthesizeGoal.run(
                        new SynthesizeGoal.Request(model, settings, goldenImages, csimImages, chosen, rtlCounts, hls),
                        events));
    }
}
