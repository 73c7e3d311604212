// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.open;

import dev.bnn.emit.rtl.open.BoardFiles;
import dev.bnn.model.target.OpenBoard;
import dev.bnn.rtlsim.Yosys;
import dev.bnn.rtlsim.YosysCounts;
import dev.bnn.tool.Command;
import dev.bnn.tool.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Runs yosys, nextpnr and the packer of a family on an RTL project, in a folder of its own. */
public final class OpenFlow {
    private final OpenTools tools;
    private final Request request;
    private final BiConsumer<String, String> line;
    private final String top;

    /**
     * What to build.
     *
     * @param project folder of the RTL project, which has the board's files
     * @param work folder for what the tools write; created if missing
     * @param clockMhz the clock that the design must reach
     * @param seed seed of nextpnr's placement
     * @param limit time after which a tool is ended
     */
    public record Request(
            Path project, Path work, String network, OpenBoard board, double clockMhz, int seed, Duration limit) {}

    /** @param line receives each line of a tool, after the tool's name */
    public OpenFlow(OpenTools tools, Request request, BiConsumer<String, String> line) {
        this.tools = tools;
        this.request = request;
        this.line = line;
        this.top = BoardFiles.top(request.network());
    }

    /** The netlist as Verilog, in which {@code bnn_pll_model} stands for the PLL. */
    public Path netlist() {
        return request.work().resolve("netlist.v");
    }

    /** The bitstream. */
    public Path bitstream() {
        return request.work().resolve(top + ".bin");
    }

    /**
     * From the sources to a netlist.
     *
     * @return the cells that it takes
     * @throws OpenFlowException if yosys fails, or the netlist is larger than the chip
     */
    public YosysCounts synthesize() throws IOException, OpenFlowException {
        boolean ice40 = request.board().family() == OpenBoard.Family.ICE40;
        String large = request.board().chip().spram() > 0 ? " -spram -dsp" : "";
        Yosys.prepare(
                request.project(),
                List.of("src", "board"),
                request.work(),
                (ice40 ? "synth_ice40 -abc9" + large : "synth_ecp5") + " -top " + top + " -json design.json\n"
                        + "tee -q -o yosys.stat stat\n"
                        + "chtype -set bnn_pll_model t:SB_PLL40_* t:EHXPLLL\nwrite_verilog -noattr netlist.v\n");
        run("yosys", Command.of(tools.yosys().toString(), "-s", "script.ys"));
        YosysCounts counts =
                YosysCounts.parse(Files.readAllLines(request.work().resolve("yosys.stat"))).values().stream()
                        .reduce(YosysCounts::plus)
                        .orElseThrow(() -> new IOException("yosys counts no cells"));
        OpenBoard.Chip chip = request.board().chip();
        List<String> short_ = new ArrayList<>();
        need(short_, "look-up tables", counts.lut(), chip.cells());
        need(short_, "flip-flops", counts.ff(), chip.cells());
        need(short_, "block RAMs", counts.ram(), chip.ram());
        need(short_, "multipliers", counts.dsp(), chip.dsp());
        if (!short_.isEmpty()) {
            throw new OpenFlowException(
                    "the design does not fit " + request.board().device() + ": it needs " + String.join(" and ", short_)
                            + ". Ask for fewer frames per second, fold the largest layer with a smaller PE or SIMD, or use"
                            + " fewer channels.");
        }
        return counts;
    }

    private static void need(List<String> missing, String what, long needs, long has) {
        if (needs > has) {
            missing.add(String.format(Locale.ROOT, "%,d %s of %,d", needs, what, has));
        }
    }

    /**
     * Places and routes the netlist.
     *
     * @throws OpenFlowException if nextpnr fails
     */
    public PlacedReport place() throws IOException, OpenFlowException {
        OpenBoard board = request.board();
        List<String> words = new ArrayList<>(List.of(tools.nextpnr().toString(), "--" + board.device(), "--package"));
        words.add(board.packageName());
        String constraints =
                request.project().resolve("board").resolve(top).toAbsolutePath().toString();
        switch (board.family()) {
            case ICE40 -> words.addAll(List.of("--pcf", constraints + ".pcf", "--asc", "design.txt"));
            case ECP5 ->
                words.addAll(List.of("--speed", "6", "--lpf", constraints + ".lpf", "--textcfg", "design.txt"));
            case ARTIX7 ->
                throw new IllegalArgumentException(
                        "no open tools for " + board.family().title());
        }
        words.addAll(List.of(
                "--json",
                "design.json",
                "--report",
                "report.json",
                "--freq",
                Double.toString(request.clockMhz()),
                "--seed",
                Integer.toString(request.seed()),
                // The goal itself reports by how much the clock is missed.
                "--timing-allow-fail"));
        run("nextpnr", Command.of(words.toArray(String[]::new)));
        return PlacedReport.read(request.work().resolve("report.json"));
    }

    /**
     * Packs the routed design into a bitstream.
     *
     * @throws OpenFlowException if the packer fails
     */
    public void pack() throws IOException, OpenFlowException {
        Files.deleteIfExists(bitstream());
        String bin = bitstream().toAbsolutePath().toString();
        run(
                tools.pack().getFileName().toString(),
                request.board().family() == OpenBoard.Family.ICE40
                        ? Command.of(tools.pack().toString(), "design.txt", bin)
                        : Command.of(tools.pack().toString(), "--compress", "--input", "design.txt", "--bit", bin));
        if (!Files.isRegularFile(bitstream())) {
            throw new OpenFlowException(tools.pack().getFileName() + " ended without an error, but left no bitstream");
        }
    }

    private void run(String tool, Command command) throws IOException, OpenFlowException {
        Path log = request.work().resolve(tool + ".log");
        List<String> errors =
                ToolRun.run(tool, command.in(request.work()), log, request.limit(), text -> line.accept(tool, text));
        if (!errors.isEmpty()) {
            throw new OpenFlowException(
                    tool + " failed: " + String.join("; ", errors) + ". The whole log is in " + log + ".");
        }
    }
}
