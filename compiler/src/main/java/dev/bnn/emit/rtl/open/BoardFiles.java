// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl.open;

import dev.bnn.emit.Design;
import dev.bnn.emit.GoldenVectors;
import dev.bnn.emit.Names;
import dev.bnn.emit.OutputFolder;
import dev.bnn.emit.TemplateFiles;
import dev.bnn.emit.board.BoardView;
import dev.bnn.emit.board.VivadoProject;
import dev.bnn.model.Shape;
import dev.bnn.model.target.OpenBoard;
import dev.bnn.model.target.Pll;
import dev.bnn.template.Templates;
import dev.bnn.template.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a board without a processor needs around a pipeline: a top module with the clock and a serial line, the constraints of its
 * pins, and a test bench that talks over the line.
 */
public final class BoardFiles {
    /** Modules beside the library of units. */
    private static final List<String> MODULES = List.of("bnnlib_serial", "bnnlib_uart_rx", "bnnlib_uart_tx");

    /** Bounds of the frequency after the PLL's first divisor, in MHz, for the settings 1 to 5 of its filter; above them 6. */
    private static final double[] FILTERS = {17, 26, 44, 66, 101};

    /** Images of the host's self test. */
    private static final int SELF_TEST = 8;

    private static final Templates TCL = new Templates("tcl");

    private BoardFiles() {}

    /** What the settings of Vivado's script print. */
    public record VivadoView(String top, String name, Text part, Text board, String clockMhz) {}

    /**
     * What the templates print about the board.
     *
     * @param family the name of the constant
     * @param oscillator frequency in MHz, as is {@code clock}
     * @param filter setting of the filter of iCE40's PLL
     * @param bit clock cycles per bit on the serial line
     * @param baud bits per second on it
     * @param bytes bytes of an image
     * @param signature eight digits that say which design answers
     * @param style kind of memory that holds the image
     */
    public record View(
            Text board,
            String family,
            boolean pllAtPin,
            String oscillator,
            String periodNs,
            String clock,
            PllView pll,
            int filter,
            int bit,
            int baud,
            int height,
            int width,
            int channels,
            int bytes,
            List<Text> classes,
            String signature,
            int style) {}

    /** Settings of a PLL. */
    public record PllView(boolean none, int reference, int feedback, int output) {}

    /** Name of the top module on a board. */
    public static String top(String network) {
        return Names.top(network) + "_board";
    }

    /** The clock of a design on its board: the wanted one or a little less. */
    public static Pll clock(Design design) {
        OpenBoard board = design.target().board().open().orElseThrow();
        return Pll.of(board, design.target().clockMhz())
                .orElseThrow(() -> new IllegalArgumentException(
                        "no PLL for " + design.target().clockMhz() + " MHz"));
    }

    /**
     * Adds the files in {@code board} and the test bench.
     *
     * @param templates templates of the design
     * @param values what the templates print; the design is {@code d}
     * @param signature eight digits that say which design this is
     */
    public static void add(
            OutputFolder out, Design design, Templates templates, Map<String, ?> values, String signature)
            throws IOException {
        OpenBoard board = design.target().board().open().orElseThrow();
        String top = top(design.flow().network());
        Map<String, Object> all = Map.of("d", values.get("d"), "b", view(design, board, signature));
        out.add("board/" + top + ".v", templates.render("board.v.ftl", all));
        for (String module : MODULES) {
            out.add("board/" + module + ".v", TemplateFiles.read("rtl/board/" + module + ".v"));
        }
        out.add("tb/serial.cpp", templates.render("serial.cpp.ftl", all));
        out.add("tb/bnn_pll_model.v", TemplateFiles.read("rtl/board/bnn_pll_model.v"));
        out.add("board/bnn_serial.py", templates.render("bnn_serial.py.ftl", all));
        int tested = Math.min(SELF_TEST, design.images().size());
        out.add("board/selftest.hex", GoldenVectors.images(design.images().subList(0, tested)));
        out.add("board/selftest.txt", GoldenVectors.answers(design.answers().subList(0, tested)));
        switch (board.family()) {
            case ICE40 -> out.add("board/" + top + ".pcf", pcf(board));
            case ECP5 -> out.add("board/" + top + ".lpf", lpf(board));
            case ARTIX7 -> vivado(out, design, board, top);
        }
    }

    private static View view(Design design, OpenBoard board, String signature) {
        Pll pll = clock(design);
        double phase = board.oscillatorMhz() / Math.max(1, pll.reference());
        int filter = 1;
        while (filter <= FILTERS.length && phase >= FILTERS[filter - 1]) {
            filter++;
        }
        SerialLine line = SerialLine.of(board, pll.mhz());
        Shape image = design.flow().input();
        return new View(
                new Text(design.target().board().name()),
                board.family().name(),
                board.pllAtPin(),
                BoardView.decimal(board.oscillatorMhz()),
                BoardView.decimal(1000 / board.oscillatorMhz()),
                BoardView.decimal(pll.mhz()),
                new PllView(pll.none(), pll.reference(), pll.feedback(), pll.output()),
                filter,
                line.bit(),
                line.baud(),
                image.height(),
                image.width(),
                image.channels(),
                image.size(),
                design.flow().classes().stream().map(Text::new).toList(),
                signature,
                board.chip().spram() > 0 ? 1 : 0);
    }

    /** The constraints and the script of Vivado, which reads {@code board/settings.tcl}. */
    private static void vivado(OutputFolder out, Design design, OpenBoard board, String top) throws IOException {
        out.add("board/" + top + ".xdc", xdc(board));
        Map<String, Object> values = Map.of(
                "s",
                new VivadoView(
                        top,
                        Names.top(design.flow().network()),
                        new Text(design.target().part()),
                        new Text(design.target().board().name()),
                        BoardView.decimal(clock(design).mhz())));
        out.add("board/settings.tcl", TCL.render("board_settings.tcl.ftl", values));
        out.add(VivadoProject.BOARD, TemplateFiles.read("tcl/" + VivadoProject.BOARD));
    }

    private static String xdc(OpenBoard board) {
        StringBuilder text = new StringBuilder();
        List.of(List.of("clk_in", board.clockPin()), List.of("rx", board.rxPin()), List.of("tx", board.txPin()))
                .forEach(port -> text.append("set_property -dict {PACKAGE_PIN ")
                        .append(port.get(1))
                        .append(" IOSTANDARD LVCMOS33} [get_ports ")
                        .append(port.get(0))
                        .append("]\n"));
        return text.append("create_clock -name clk_in -period ")
                .append(BoardView.decimal(1000 / board.oscillatorMhz()))
                .append(" [get_ports clk_in]\n")
                .append("set_false_path -from [get_ports rx]\nset_false_path -to [get_ports tx]\n")
                .append("set_property CONFIG_VOLTAGE 3.3 [current_design]\nset_property CFGBVS VCCO [current_design]\n")
                .toString();
    }

    private static String pcf(OpenBoard board) {
        return "set_io clk_in " + board.clockPin() + "\nset_io rx " + board.rxPin() + "\nset_io tx " + board.txPin()
                + "\n";
    }

    private static String lpf(OpenBoard board) {
        StringBuilder text = new StringBuilder();
        Map.of("clk_in", board.clockPin(), "rx", board.rxPin(), "tx", board.txPin()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(port -> text.append("LOCATE COMP \"")
                        .append(port.getKey())
                        .append("\" SITE \"")
                        .append(port.getValue())
                        .append("\";\nIOBUF PORT \"")
                        .append(port.getKey())
                        .append("\" IO_TYPE=LVCMOS33;\n"));
        return text.append("FREQUENCY PORT \"clk_in\" ")
                .append(BoardView.decimal(board.oscillatorMhz()))
                .append(" MHZ;\n")
                .toString();
    }
}
