// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.hardware;

import dev.bnn.emit.Backend;
import dev.bnn.emit.Names;
import dev.bnn.emit.board.CardProject;
import dev.bnn.emit.board.VivadoProject;
import dev.bnn.model.Network;
import dev.bnn.model.target.Board;
import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.Target;
import dev.bnn.tool.VitisLinker;
import dev.bnn.tool.Vivado;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.hardware.VendorFlow;
import dev.bnn.workflow.hardware.VendorReports;
import dev.bnn.workflow.hardware.openflow.HostFiles;
import dev.bnn.workflow.hardware.openflow.OpenBitstream;
import dev.bnn.workflow.project.CurrentResults;
import dev.bnn.workflow.project.Models;
import dev.bnn.workflow.project.Settings;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a bitstream from the project of a back end, with the vendor's tools on the machine, or with open tools. */
public final class BitstreamGoal {
    private BitstreamGoal() {}

    /**
     * What to build.
     *
     * @param backend the back end whose IP to use; RTL if both are requested
     * @param path list of folders to search for the tools
     * @param limit time after which the goal stops a tool
     * @param seed seed of the placement, for open tools
     * @param images number of golden images with which to simulate the netlist, for open tools
     * @param platform shell of a card; empty for the card's known shell
     */
    public record Request(
            Path model,
            Settings settings,
            BackendChoice backend,
            String path,
            Duration limit,
            int seed,
            int images,
            String platform) {}

    /** @param skipped true if nothing has changed since the last run */
    public record Result(boolean skipped) {}

    public static Result run(Request request, Events events) throws WorkflowException, IOException {
        Models.Loaded loaded = Models.load(request.model(), events);
        Network network = loaded.network();
        Target target = Models.target(network, request.settings());
        ModelFolder folder = ModelFolder.of(request.settings().output(), network.name());
        CurrentResults.requireDesign(request.model(), network, target, folder);
        Optional<OpenBoard> alone = target.board().open();
        if (alone.isPresent() && alone.get().family().openTools()) {
            OpenBitstream.Choices choices =
                    new OpenBitstream.Choices(request.path(), request.limit(), request.seed(), request.images());
            String rtlProject = Fingerprint.recorded(folder, "synthesize");
            return new Result(!new OpenBitstream(network, target, folder, choices, events).run(rtlProject));
        }
        if (target.board().platform().isPresent()) {
            return card(request, network, target, folder, events);
        }
        if (alone.isPresent()) {
            HostFiles.requireFixed(target);
        }
        boolean rtl = request.backend().rtl() || alone.isPresent();
        String script = alone.isPresent() ? VivadoProject.BOARD : VivadoProject.SCRIPT;
        Path project = rtl ? folder.rtl() : folder.hls();
        String synthesized = synthesized(network, folder, project.resolve(script), rtl);
        if (target.board().equals(Board.NONE)) {
            throw new WorkflowException(target.span() + ": the target is the bare part " + target.part()
                    + ", and a bitstream needs a board. Name one, or use the IP in a design of your own.");
        }
        VendorFlow flow = new VendorFlow(network, folder, request.path(), request.limit(), events);
        Optional<Backend.Tool> hls = rtl ? Optional.empty() : Optional.of(flow.hls());
        Vivado vivado = flow.vivado();

        Path bitstream = folder.deploy().resolve(Names.top(network.name()) + ".bit");
        String hash = new Fingerprint()
                .add("synthesis", synthesized)
                .add("target", target)
                .add("backend", rtl ? "rtl" : "hls")
                .add("tools", hls.map(tool -> tool.command() + "; ").orElse("") + vivado.command())
                .hash();
        if (Fingerprint.unchanged(folder, "bitstream", hash, bitstream)) {
            events.info(network.name() + ": the bitstream is up to date");
            return new Result(true);
        }
        Fingerprint.forget(folder, "bitstream");
        Metrics metrics = new Metrics(folder);
        metrics.remove("bitstream");

        long start = System.nanoTime();
        if (hls.isPresent()) {
            flow.synthesize(hls.get(), metrics);
        } else if (alone.isEmpty()) {
            events.begin("packaging the IP");
            flow.script(vivado, project, VivadoProject.PACKAGING, folder.ipLog());
        }
        events.begin("Vivado");
        flow.script(vivado, project, script, folder.vivadoLog());
        if (!Files.isRegularFile(bitstream)) {
            throw WorkflowException.ofSystem(network.name() + ": vivado ended without an error, but left no "
                    + bitstream + ". The whole log is in " + folder.vivadoLog() + ".");
        }

        if (alone.isPresent()) {
            HostFiles.copy(folder);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("backend", rtl ? "rtl" : "hls");
        figures.put("seconds", Metrics.rounded((System.nanoTime() - start) * 1e-9));
        figures.put("clock_mhz", target.clockMhz());
        figures.putAll(VendorReports.routed(folder, network.name(), target.clockMhz(), events));
        metrics.put("bitstream", figures);
        events.info(String.format(
                Locale.ROOT,
                "%s: bitstream %s; after routing %s LUT, %s BRAM18, slack %s ns at %.0f MHz",
                network.name(),
                bitstream,
                shown(figures, "lut", "%,.0f"),
                shown(figures, "bram18", "%,.0f"),
                shown(figures, "setup_slack_ns", "%.3f"),
                target.clockMhz()));
        alone.ifPresent(board -> events.result(network.name() + ": " + HostFiles.advice(board, folder, bitstream)));
        Fingerprint.record(folder, "bitstream", hash);
        return new Result(false);
    }

    /** Makes the binary for a card: HLS makes the kernel, and the linker combines it with the card's shell. */
    private static Result card(Request request, Network network, Target target, ModelFolder folder, Events events)
            throws WorkflowException, IOException {
        if (request.backend() == BackendChoice.RTL) {
            throw new WorkflowException(target.span() + ": the kernel of "
                    + target.board().name() + " is made by HLS: run mvn bnn:bitstream without -Dbnn.backend=rtl");
        }
        String synthesized = synthesized(network, folder, folder.hls().resolve(CardProject.LINK_FILE), false);
        String platform =
                request.platform().isEmpty() ? target.board().platform().orElseThrow() : request.platform();
        VendorFlow flow = new VendorFlow(network, folder, request.path(), request.limit(), events);
        Backend.Tool hls = flow.hls();
        VitisLinker linker = flow.linker();
        Path binary = folder.deploy().resolve(Names.top(network.name()) + ".xclbin");
        String hash = new Fingerprint()
                .add("synthesis", synthesized)
                .add("target", target)
                .add("platform", platform)
                .add("tools", hls.command() + "; " + linker.command())
                .hash();
        if (Fingerprint.unchanged(folder, "bitstream", hash, binary)) {
            events.info(network.name() + ": the binary of the card is up to date");
            return new Result(true);
        }
        Fingerprint.forget(folder, "bitstream");
        Metrics metrics = new Metrics(folder);
        metrics.remove("bitstream");
        Files.deleteIfExists(binary);
        Files.createDirectories(folder.deploy());
        long start = System.nanoTime();
        flow.synthesize(hls, metrics);
        flow.link(linker, platform, binary);
        if (!Files.isRegularFile(binary)) {
            throw WorkflowException.ofSystem(network.name() + ": v++ ended without an error, but left no " + binary
                    + ". The whole log is in " + folder.linkLog() + ".");
        }
        metrics.put(
                "bitstream",
                Map.of(
                        "backend",
                        "hls",
                        "platform",
                        platform,
                        "seconds",
                        Metrics.rounded((System.nanoTime() - start) * 1e-9),
                        "clock_mhz",
                        target.clockMhz()));
        events.result(network.name() + ": " + binary + "; its host program and how to run it are in "
                + folder.deploy().resolve("README.md"));
        Fingerprint.record(folder, "bitstream", hash);
        return new Result(false);
    }

    /** The fingerprint of the synthesis that wrote the script. */
    private static String synthesized(Network network, ModelFolder folder, Path script, boolean rtl)
            throws WorkflowException, IOException {
        String synthesized = Fingerprint.recorded(folder, "synthesize");
        Metrics metrics = new Metrics(folder);
        boolean rtlAlone = metrics.text("csim", "skipped").equals(BackendChoice.RTL_ALONE);
        if (!synthesized.isEmpty() && !rtl && rtlAlone) {
            throw new WorkflowException(network.name() + " was last synthesized with the back end rtl alone: run mvn"
                    + " bnn:bitstream -Dbnn.backend=rtl, or mvn bnn:synthesize -Dbnn.backend=both before it.");
        }
        if (!synthesized.isEmpty() && rtl && !metrics.all().containsKey("rtl")) {
            throw new WorkflowException(network.name() + " was last synthesized without the back end rtl: run mvn"
                    + " bnn:synthesize -Dbnn.backend=rtl, and bnn:bitstream after it.");
        }
        if (synthesized.isEmpty() || !Files.isRegularFile(script)) {
            throw new WorkflowException(
                    network.name() + " is not synthesized: run mvn bnn:synthesize first, and bnn:bitstream after it.");
        }
        return synthesized;
    }

    /** The text of a figure; a question mark if the report does not have it. */
    private static String shown(Map<String, Object> figures, String key, String format) {
        return figures.get(key) instanceof Double value ? String.format(Locale.ROOT, format, value) : "?";
    }
}
