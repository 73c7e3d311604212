// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.BitstreamGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes the bitstream of each synthesized model with the vendor's tools on the PATH: HLS synthesis and export, then Vivado; of RTL
 * with Vivado alone.
 *
 * @since 0.1.0
 */
@Mojo(name = "bitstream", threadSafe = true)
public final class BitstreamMojo extends AbstractBnnMojo {
    /**
     * The back end whose IP the bitstream holds: {@code hls} or {@code rtl}; with {@code both} that of RTL.
     * Example: {@code -Dbnn.backend=rtl}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.backend", defaultValue = "hls")
    private String backend;

    /**
     * Minutes after which the goal ends a tool that is still running.
     * Example: {@code -Dbnn.toolMinutes=120}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.toolMinutes", defaultValue = "480")
    private long toolMinutes;

    @Override
    void run(List<Path> models, Settings settings, LogEvents events) throws WorkflowException, IOException {
        if (toolMinutes < 1) {
            throw new WorkflowException("bnn.toolMinutes is " + toolMinutes + "; give at least 1");
        }
        BackendChoice chosen = BackendChoice.of(backend);
        eachAlone(
                models,
                events,
                model -> BitstreamGoal.run(
                        new BitstreamGoal.Request(
                                model,
                                settings,
                                chosen,
                                System.getenv().getOrDefault("PATH", ""),
                                Duration.ofMinutes(toolMinutes)),
                        events));
    }
}
