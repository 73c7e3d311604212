// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware.openflow;

import dev.bnn.emit.SimulationException;
import dev.bnn.model.Network;
import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.Pll;
import dev.bnn.model.target.Target;
import dev.bnn.rtlsim.Verilator;
import dev.bnn.rtlsim.open.NetlistSimulation;
import dev.bnn.rtlsim.open.OpenFlow;
import dev.bnn.rtlsim.open.OpenFlowException;
import dev.bnn.rtlsim.open.OpenTools;
import dev.bnn.rtlsim.open.PlacedReport;
import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.source.Words;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Fingerprint;
import dev.bnn.workflow.record.Metrics;
import dev.bnn.workflow.record.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the bitstream of a synthesized network for a board without a processor. */
public final class OpenBitstream {
    private static final String STEP = "bitstream";

    private final Network network;
    private final Target target;
    private final OpenBoard board;
    private final ModelFolder folder;
    private final Choices choices;
    private final Metrics metrics;
    private final Events events;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /**
     * Options that a user may choose.
     *
     * @param path list of folders to search for the tools
     * @param limit time after which to stop a tool
     * @param seed seed of the placement
     * @param images number of golden images with which to simulate the netlist; 0 for none
     */
    public record Choices(String path, Duration limit, int seed, int images) {}

    public OpenBitstream(Network network, Target target, ModelFolder folder, Choices choices, Events events) {
        this.network = network;
        this.target = target;
        this.board = target.board().open().orElseThrow();
        this.folder = folder;
        this.choices = choices;
        this.metrics = new Metrics(folder);
        this.events = events;
    }

    /**
     * Makes the bitstream.
     *
     * @param synthesized fingerprint of the RTL project
     * @return false if nothing has changed since the last run
     */
    public boolean run(String synthesized) throws WorkflowException, IOException {
        HostFiles.requireFixed(target);
        if (synthesized.isEmpty()
                || !metrics.text("rtl", "target").equals(target(target))
                || !Files.isRegularFile(folder.rtl().resolve("board/bnn_serial.py"))) {
            throw new WorkflowException(network.name() + " is not synthesized for " + target(target)
                    + ": run mvn bnn:synthesize for it first, and bnn:bitstream after it.");
        }
        OpenTools tools = OpenTools.find(board.family(), choices.path()).orElseThrow(this::missing);
        Optional<Verilator> verilator = choices.images() > 0 ? Verilator.find() : Optional.empty();
        Path bitstream = folder.deploy().resolve(network.name() + ".bin");
        List<String> versions = new ArrayList<>(tools.versions());
        versions.add(verilator.map(Verilator::version).orElse(""));
        String hash = new Fingerprint()
                .add("synthesis", synthesized)
                .add("target", target)
                .add("tools", versions)
                .add("choices", List.of(choices.seed(), choices.images()))
                .hash();
        if (Fingerprint.unchanged(folder, STEP, hash, bitstream)) {
            events.info(network.name() + ": the bitstream is up to date");
            return false;
        }
        Fingerprint.forget(folder, STEP);
        metrics.remove(STEP);
        // A bitstream of an earlier run would not belong to this design.
        Files.deleteIfExists(bitstream);
        try {
            make(tools, verilator, versions, bitstream);
        } catch (OpenFlowException | SimulationException e) {
            throw WorkflowException.ofSystem(network.name() + ": " + e.getMessage(), e);
        }
        Fingerprint.record(folder, STEP, hash);
        return true;
    }

    /** The target of a design as text: its board, or its part, and its clock. */
    public static String target(Target target) {
        String board =
                target.board().name().isEmpty() ? target.part() : target.board().name();
        return board + " at " + Words.number(target.clockMhz()) + " MHz";
    }

    private WorkflowException missing() {
        return new WorkflowException(network.name() + ": "
                + OpenTools.missing(board.family(), choices.path()).stream()
                        .map(tool -> tool.name() + " is not on the PATH (install " + tool.from() + ")")
                        .collect(Collectors.joining("; "))
                + ". mvn bnn:doctor shows what is here.");
    }

    private void make(OpenTools tools, Optional<Verilator> verilator, List<String> versions, Path bitstream)
            throws WorkflowException, IOException, OpenFlowException, SimulationException {
        Pll pll = Pll.of(board, target.clockMhz()).orElseThrow();
        OpenFlow.Request request = new OpenFlow.Request(
                folder.rtl(), folder.open(), network.name(), board, pll.mhz(), choices.seed(), choices.limit());
        OpenFlow flow = new OpenFlow(tools, request, this::heard);
        long start = System.nanoTime();
        events.info(String.format(
                Locale.ROOT,
                "%s: %s, %s at %s MHz; logs in %s",
                network.name(),
                target.board().name(),
                target.part(),
                Words.number(pll.mhz()),
                folder.open()));
        events.begin("yosys");
        flow.synthesize();
        simulate(flow, request, tools, verilator);
        events.begin("nextpnr");
        PlacedReport placed = flow.place();
        figures.put("board", target.board().name());
        figures.put("tools", versions.subList(0, 2));
        figures.put("clock_mhz", Metrics.rounded(pll.mhz()));
        figures.put("fastest_clock_mhz", Metrics.rounded(placed.fastestMhz()));
        figures.put("seed", choices.seed());
        use("cells", placed.cells(), board.chip().cells());
        use("ram", placed.ram(), board.chip().ram());
        use("spram", placed.spram(), board.chip().spram());
        use("multipliers", placed.dsp(), board.chip().dsp());
        figures.put("seconds", Metrics.rounded((System.nanoTime() - start) * 1e-9));
        metrics.put(STEP, figures);
        String used = String.format(
                Locale.ROOT,
                "%,d of %,d logic cells, %,d of %,d block RAM%s",
                placed.cells(),
                board.chip().cells(),
                placed.ram(),
                board.chip().ram(),
                board.chip().spram() > 0
                        ? ", " + placed.spram() + " of " + board.chip().spram() + " large RAM"
                        : "");
        if (placed.fastestMhz() < pll.mhz()) {
            throw WorkflowException.ofSystem(network.name() + ": " + missed(placed, pll.mhz(), used));
        }
        flow.pack();
        HostFiles.copy(folder);
        byte[] bits = Files.readAllBytes(flow.bitstream());
        AtomicFile.write(bitstream, bits);
        figures.put("bytes", bits.length);
        metrics.put(STEP, figures);
        events.info(String.format(
                Locale.ROOT,
                "%s: bitstream %s of %,d bytes: %s; fastest clock %.1f MHz, wanted %s MHz",
                network.name(),
                bitstream,
                bits.length,
                used,
                placed.fastestMhz(),
                Words.number(pll.mhz())));
        events.result(network.name() + ": " + HostFiles.advice(board, folder, bitstream));
    }

    private void use(String what, long used, long available) {
        if (available > 0) {
            figures.put(what, used);
            figures.put(what + "_available", available);
        }
    }

    /** Says why the design misses the clock, and what to do about it. */
    private String missed(PlacedReport placed, double mhz, String used) {
        PlacedReport.Longest longest = placed.longest();
        String where = longest.units().isEmpty() ? "" : " through " + String.join(", ", longest.units());
        return String.format(
                Locale.ROOT,
                "the design reaches %.1f MHz, not %s MHz (%s). The slowest path takes %.1f ns%s: %.1f ns in %s, the"
                        + " rest on wires. Try another -Dbnn.placeSeed (now %d),%s or fold that unit with a smaller"
                        + " SIMD.",
                placed.fastestMhz(),
                Words.number(mhz),
                used,
                longest.ns(),
                where,
                longest.logicNs(),
                Words.count(longest.cells(), "cell"),
                choices.seed(),
                slower(board, placed.fastestMhz())
                        .map(clock -> " write `clock " + Words.number(clock) + " MHz` in the target,")
                        .orElse(""));
    }

    /** A clock of the board that is not above a frequency in MHz; empty if it has none that low. */
    static Optional<Double> slower(OpenBoard board, double mhz) {
        double whole = Math.floor(mhz);
        return Pll.of(board, whole).isPresent()
                ? Optional.of(whole)
                : Optional.of(board.oscillatorMhz()).filter(clock -> clock <= mhz);
    }

    private void simulate(OpenFlow flow, OpenFlow.Request request, OpenTools tools, Optional<Verilator> verilator)
            throws WorkflowException, IOException, SimulationException {
        Optional<Path> cells = NetlistSimulation.cells(tools, board);
        if (verilator.isEmpty() || cells.isEmpty()) {
            String reason = choices.images() == 0
                    ? "bnn.netlistImages is 0"
                    : verilator.isEmpty()
                            ? "no Verilator on the PATH"
                            : "yosys has no models of all cells of "
                                    + board.family().title();
            events.warn(network.name() + ": the netlist is not simulated: " + reason);
            figures.put("skipped", reason);
            return;
        }
        events.begin("building the simulation of the netlist");
        NetlistSimulation.Result result = NetlistSimulation.run(
                verilator.get(),
                request,
                flow,
                cells.get(),
                choices.images(),
                done -> events.progress("simulating the netlist", done, choices.images(), "images"));
        figures.put("images", result.images());
        figures.put("compared_bits", result.bits());
        figures.put("differing_bits", result.differing());
        if (result.differing() > 0 || !result.said().isEmpty()) {
            metrics.put(STEP, figures);
            throw WorkflowException.ofSystem(network.name() + ": the netlist differs from the compiled network in "
                    + Words.count(result.differing()) + " of " + Words.count(result.bits(), "bit") + ": "
                    + String.join("; ", result.said())
                    + ". This is a defect of the generator or of yosys: please report"
                    + " it.");
        }
        events.info(String.format(
                Locale.ROOT,
                "%s: the chip's netlist, from serial line to serial line, on %s: %s compared, 0 differ (%,d cycles)",
                network.name(),
                Words.count(result.images(), "image"),
                Words.count(result.bits(), "bit"),
                result.cycles()));
    }

    /** Shows the tools' own progress on the live line. */
    private void heard(String tool, String line) {
        if (line.startsWith("Info: ") || line.matches("[0-9.]+ .*")) {
            events.progress(tool, 0, 0, line.replaceFirst("^Info: ", "").strip());
        }
    }
}
