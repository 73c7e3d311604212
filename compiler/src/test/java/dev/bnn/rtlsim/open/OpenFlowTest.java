// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.Design;
import dev.bnn.model.target.OpenBoard;
import dev.bnn.rtlsim.Verilator;
import dev.bnn.rtlsim.YosysCounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way to a bitstream with the open tools of this machine, and the simulation of the chip's netlist. */
class OpenFlowTest {
    @TempDir
    private Path folder;

    private Path project;
    private OpenTools tools;

    @BeforeEach
    void findTools() {
        project = folder.resolve("rtl");
        Optional<OpenTools> found = OpenTools.find(OpenBoard.Family.ICE40, System.getenv("PATH"));
        assumeTrue(found.isPresent(), "yosys, nextpnr-ice40 and icepack are not all on the PATH");
        tools = found.orElseThrow();
    }

    @Test
    void aSmallNetworkBecomesABitstream() throws Exception {
        Design design = OnBoards.emit(OnBoards.small(), OnBoards.target("ice40-hx8k", "clock 60 MHz"), project);
        OpenFlow.Request request = OnBoards.request(design, project, folder.resolve("work"));
        OpenFlow flow = new OpenFlow(tools, request, (tool, line) -> {});
        YosysCounts counts = flow.synthesize();
        assertThat(counts.lut()).isBetween(200L, 1_500L);
        assertThat(counts.dsp()).isZero();

        NetlistSimulation.Result result = simulate(request, flow);
        assertThat(result.said()).isEmpty();
        assertThat(result.images()).isEqualTo(2);
        assertThat(result.differing()).isZero();

        PlacedReport placed = flow.place();
        assertThat(placed.fastestMhz()).isBetween(40.0, 300.0);
        assertThat(placed.cells()).isBetween(counts.lut() / 2, 2 * counts.lut());
        assertThat(placed.longest().ns()).isPositive();
        assertThat(placed.longest().units()).isNotEmpty();
        flow.pack();
        assertThat(Files.size(flow.bitstream())).isEqualTo(135_100);
        // The same seed gives the same bytes.
        byte[] first = Files.readAllBytes(flow.bitstream());
        flow.place();
        flow.pack();
        assertThat(flow.bitstream()).hasBinaryContent(first);
    }

    /** On the UP5K the image is in a large RAM and the PLL has its own pin. A wrong bit of a weight changes the answers. */
    @Test
    void aWrongWeightInTheNetlistIsSeen() throws Exception {
        Design design = OnBoards.emit(OnBoards.small(), OnBoards.target("icebreaker", "clock 24 MHz"), project);
        OpenFlow.Request request = OnBoards.request(design, project, folder.resolve("work"));
        OpenFlow flow = new OpenFlow(tools, request, (tool, line) -> {});
        flow.synthesize();
        assertThat(flow.netlist()).content().contains("SB_SPRAM256KA", "bnn_pll_model");
        assertThat(simulate(request, flow).differing()).isZero();

        Path weights = project.resolve("mem/dense2_scores_weights.mem");
        String text = Files.readString(weights);
        Files.writeString(weights, (text.charAt(0) == '0' ? '3' : '0') + text.substring(1));
        flow.synthesize();
        NetlistSimulation.Result wrong = simulate(request, flow);
        assertThat(wrong.differing()).isPositive();
        assertThat(wrong.said().get(0)).startsWith("differs: image ");
    }

    @Test
    void aDesignThatIsTooLargeSaysWhatIsShort() throws Exception {
        Design design = OnBoards.emit(OnBoards.small(), OnBoards.target("icestick", "clock 48 MHz"), project);
        OpenBoard known = design.target().board().open().orElseThrow();
        OpenBoard tiny = new OpenBoard(
                known.family(),
                known.device(),
                known.packageName(),
                new OpenBoard.Chip(100, 0, 0, 0),
                known.oscillatorMhz(),
                known.clockPin(),
                known.pllAtPin(),
                known.rxPin(),
                known.txPin(),
                known.baud(),
                known.program());
        OpenFlow.Request all = OnBoards.request(design, project, folder.resolve("work"));
        OpenFlow.Request request = new OpenFlow.Request(
                all.project(), all.work(), all.network(), tiny, all.clockMhz(), all.seed(), all.limit());
        assertThatThrownBy(() -> new OpenFlow(tools, request, (tool, line) -> {}).synthesize())
                .isInstanceOf(OpenFlowException.class)
                .hasMessageMatching("the design does not fit hx1k: it needs [\\d,]+ look-up tables of 100 and .*"
                        + " flip-flops of 100 .*Ask for fewer frames per second.*");
    }

    /** nextpnr-ecp5 is rarely installed, so this tests only yosys. */
    @Test
    void yosysTakesADesignForEcp5() throws Exception {
        Design design = OnBoards.emit(OnBoards.small(), OnBoards.target("ulx3s", "clock 75 MHz"), project);
        OpenFlow flow =
                new OpenFlow(tools, OnBoards.request(design, project, folder.resolve("work")), (tool, line) -> {});
        YosysCounts counts = flow.synthesize();
        assertThat(counts.lut()).isBetween(200L, 1_500L);
        assertThat(counts.ff()).isBetween(200L, 1_500L);
        assertThat(flow.netlist()).content().contains("bnn_pll_model");
        assertThat(project.resolve("board/bnn_small_board.lpf"))
                .content()
                .contains("LOCATE COMP \"clk_in\" SITE \"G2\";");
    }

    private NetlistSimulation.Result simulate(OpenFlow.Request request, OpenFlow flow) throws Exception {
        Optional<Verilator> verilator = Verilator.find();
        assumeTrue(verilator.isPresent(), "Verilator is not on the PATH");
        Optional<Path> cells = NetlistSimulation.cells(tools, request.board());
        assumeTrue(cells.isPresent(), "yosys has no models of iCE40's cells");
        return NetlistSimulation.run(verilator.get(), request, flow, cells.get(), 2, done -> {});
    }
}
