// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.emit.Backend;
import dev.bnn.emit.Synthesis;
import dev.bnn.emit.SynthesisRequest;
import dev.bnn.emit.board.CardProject;
import dev.bnn.model.Network;
import dev.bnn.tool.VitisLinker;
import dev.bnn.tool.Vivado;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs the vendor's tools on the projects of a network, shows their messages about its layers, and stops if one fails. */
public final class VendorFlow {
    private final Network network;
    private final ModelFolder folder;
    private final String path;
    private final Duration limit;
    private final Events events;
    private final ToolMessages messages;

    /**
     * @param path list of folders to search for the tools
     * @param limit time after which to stop a tool
     */
    public VendorFlow(Network network, ModelFolder folder, String path, Duration limit, Events events) {
        this.network = network;
        this.folder = folder;
        this.path = path;
        this.limit = limit;
        this.events = events;
        this.messages = new ToolMessages(network, events);
    }

    public Backend.Tool hls() throws WorkflowException {
        return Backends.HLS
                .synthesizer(path)
                .orElseThrow(() -> missing("none of "
                        + String.join(", ", Backends.HLS.synthesizers().names()) + " is"));
    }

    public Vivado vivado() throws WorkflowException {
        return Vivado.find(path).orElseThrow(() -> missing("vivado is not"));
    }

    public VitisLinker linker() throws WorkflowException {
        return VitisLinker.find(path).orElseThrow(() -> missing("v++ is not"));
    }

    private WorkflowException missing(String what) {
        return new WorkflowException(network.name() + ": " + what
                + " on the PATH. Run the vendor's settings64 script in this shell; mvn bnn:doctor shows what is here.");
    }

    /** Makes the IP or the kernel of the HLS project. */
    public void synthesize(Backend.Tool hls, Metrics metrics) throws WorkflowException, IOException {
        events.info(network.name() + ": running " + hls.command() + "; log in " + folder.hlsLog());
        events.begin("HLS");
        // Its C simulation would repeat that of synthesize.
        SynthesisRequest order =
                new SynthesisRequest(folder.hls(), network.name(), folder.hlsLog(), false, limit, Optional.empty());
        Synthesis synthesis = Backends.HLS.synthesize(hls, order, line -> messages.hear("HLS", line));
        check(hls.name(), synthesis.errors(), folder.hlsLog());
        metrics.put("hls", VendorReports.synthesized(hls, synthesis, network.name(), events));
    }

    /** Runs a script of a project. */
    public void script(Vivado vivado, Path project, String script, Path log) throws WorkflowException, IOException {
        events.info(network.name() + ": running " + vivado.command() + " on " + script + "; log in " + log);
        check("vivado", vivado.run(project, script, log, line -> messages.hear("Vivado", line), limit), log);
    }

    /** Links the kernel of the HLS project with the shell of a card. */
    public void link(VitisLinker linker, String platform, Path binary) throws WorkflowException, IOException {
        Path log = folder.linkLog();
        events.info(network.name() + ": running " + linker.command() + " for " + platform + "; log in " + log);
        events.begin("linking");
        List<String> errors = linker.link(
                folder.hls(),
                platform,
                CardProject.LINK_FILE,
                CardProject.kernel(network.name()),
                binary,
                log,
                line -> messages.hear("v++", line),
                limit);
        check("v++", errors, log);
    }

    private void check(String tool, List<String> errors, Path log) throws WorkflowException {
        if (!errors.isEmpty()) {
            throw WorkflowException.ofSystem(network.name() + ": " + tool + " failed: "
                    + String.join(
                            System.lineSeparator(),
                            errors.stream().map(messages::placed).toList())
                    + System.lineSeparator() + "The whole log is in " + log + ".");
        }
    }
}
