// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.hardware;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.hardware.BitstreamGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Given;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes the bitstream of each synthesized model: with the vendor's tools on the PATH, HLS synthesis and export, then Vivado, of RTL
 * with Vivado alone; for a card in a host, HLS and the linker v++; or with yosys and nextpnr for iCE40 and ECP5.
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

    /**
     * Seed of the placement on a board for open tools: another one gives another clock.
     * Example: {@code -Dbnn.placeSeed=7}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.placeSeed", defaultValue = "1")
    private int placeSeed;

    /**
     * Golden images with which the netlist for a board for open tools is simulated; 0 for none.
     * Example: {@code -Dbnn.netlistImages=10}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.netlistImages", defaultValue = "2")
    private int netlistImages;

    /**
     * The shell of a card, by the vendor's name or the path of its file. Left out, it is the one that is known for the card.
     * Example: {@code -Dbnn.platform=xilinx_u250_gen3x16_xdma_4_1_202210_1}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.platform")
    private String platform;

    @Override
    protected void run(List<Path> models, Settings settings, Events events) throws WorkflowException, IOException {
        Given.atLeast(1, "bnn.toolMinutes", toolMinutes);
        Given.atLeast(0, "bnn.netlistImages", netlistImages);
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
                                Duration.ofMinutes(toolMinutes),
                                placeSeed,
                                netlistImages,
                                platform == null ? "" : platform),
                        events));
    }
}
