// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.open;

import dev.bnn.emit.SimulationException;
import dev.bnn.emit.rtl.open.BoardFiles;
import dev.bnn.model.target.OpenBoard;
import dev.bnn.rtlsim.Verilator;
import dev.bnn.rtlsim.Yosys;
import dev.bnn.tool.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Simulates the netlist of a whole chip with yosys' models of the chip's cells. Golden images go in through the serial line, and
 * the bits of the answers that come back are compared.
 */
public final class NetlistSimulation {
    private static final Pattern RESULT =
            Pattern.compile("result: images (\\d+) bits (\\d+) differing (\\d+) cycles (\\d+)");
    private static final Pattern DONE = Pattern.compile("compared: (\\d+)");
    private static final Duration SILENCE = Duration.ofMinutes(30);

    private NetlistSimulation() {}

    /** The result of a simulation; {@code said} is what the test bench printed about differences. */
    public record Result(int images, long bits, long differing, long cycles, List<String> said) {}

    /**
     * The models of a family's cells.
     *
     * @return empty if the installation of yosys has none, or none of the block RAM, as for ECP5
     */
    public static Optional<Path> cells(OpenTools tools, OpenBoard board) throws IOException {
        return board.family() == OpenBoard.Family.ICE40 ? new Yosys(tools.yosys()).cells("ice40") : Optional.empty();
    }

    /**
     * Simulates some images.
     *
     * @param flow the flow that made the netlist
     * @param cells models of the cells
     * @param done receives the number of images that are done
     */
    public static Result run(
            Verilator verilator, OpenFlow.Request request, OpenFlow flow, Path cells, int images, IntConsumer done)
            throws IOException, SimulationException {
        Path tb = request.project().resolve("tb");
        Path build = request.work().resolve("netlist");
        Path program = verilator.build(new Verilator.Sources(
                "Vboard",
                BoardFiles.top(request.network()),
                tb.resolve("serial.cpp"),
                List.of(flow.netlist(), cells, tb.resolve("bnn_pll_model.v")),
                List.of(
                        "-DNO_ICE40_DEFAULT_ASSIGNMENTS",
                        "-DICE40_" + (request.board().device().startsWith("up") ? "U" : "HX"),
                        "-Wno-lint"),
                build,
                Verilator.Effort.QUICK));
        List<String> said = new ArrayList<>();
        Matcher[] result = new Matcher[1];
        OptionalInt status = Command.of(
                        program.toAbsolutePath().toString(), "0", Integer.toString(images), "+verilator+rand+reset+0")
                .in(request.project().resolve("mem"))
                .runUntilSilent(
                        text -> {
                            Matcher found = RESULT.matcher(text);
                            Matcher progress = DONE.matcher(text);
                            if (found.matches()) {
                                result[0] = found;
                            } else if (progress.matches()) {
                                done.accept(Integer.parseInt(progress.group(1)));
                            } else {
                                said.add(text);
                            }
                        },
                        SILENCE);
        if (status.isEmpty() || result[0] == null) {
            throw new SimulationException("the simulation of the netlist did not run to its end"
                    + (said.isEmpty() ? "" : ": " + String.join("; ", said)));
        }
        return new Result(
                Integer.parseInt(result[0].group(1)),
                Long.parseLong(result[0].group(2)),
                Long.parseLong(result[0].group(3)),
                Long.parseLong(result[0].group(4)),
                said);
    }
}
