// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import dev.bnn.emit.rtl.UnitProject;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A test bench that drives the top module of a {@link UnitProject} and its netlist with the same random words. For each output it
 * prints {@code NAME: COUNT words, COUNT differ}; a word counts in the cycles in which the Verilog has no unknown bit.
 */
final class UnitBench {
    private static final int CYCLES = 2_500;

    /** Cycles of reset, and the cycle in which the first word comes; between them parameters are loaded. */
    private static final int RESET = 4;

    private static final int LOADED = 300;

    private static final Pattern PORT = Pattern.compile("(input|output) wire \\[(\\d+):0] (\\w+)");

    private UnitBench() {}

    private record Port(boolean output, int bits, String name) {
        String range() {
            return "[" + (bits - 1) + ":0] ";
        }

        boolean clock() {
            return name.endsWith("_clk");
        }

        boolean reset() {
            return name.endsWith("_rst");
        }

        boolean driven() {
            return !output && !clock() && !reset();
        }

        /** The net that an instance's port is connected to. */
        String net(String instance) {
            return clock() ? "clk" : reset() ? "rst" : output ? instance + "_" + name : name;
        }
    }

    /**
     * The bench as a module {@code bench}.
     *
     * @param verilog text with the top module, whose netlist is a module {@code netlist} with the same ports
     */
    static String of(String verilog) {
        String top = "module " + UnitProject.TOP + " (";
        List<Port> ports = PORT.matcher(verilog.substring(verilog.indexOf(top)))
                .results()
                .map(p -> new Port(p.group(1).equals("output"), Integer.parseInt(p.group(2)) + 1, p.group(3)))
                .toList();
        StringBuilder text =
                new StringBuilder("`timescale 1ns/1ps\nmodule bench;\n    reg clk = 0, rst = 1;\n    integer i;\n");
        for (Port port : ports) {
            String name = port.name();
            if (port.output()) {
                text.append("    wire " + port.range() + "verilog_" + name + ", netlist_" + name + ";\n")
                        .append("    integer words_" + name + " = 0, differ_" + name + " = 0;\n");
            } else if (port.driven()) {
                text.append("    reg " + port.range() + name + " = 0;\n");
            }
        }
        instance(text, UnitProject.TOP, "verilog", ports);
        instance(text, "netlist", "netlist", ports);
        text.append("    initial begin\n        for (i = 0; i < " + CYCLES + "; i = i + 1) begin\n")
                .append("            rst = i < " + RESET + ";\n");
        for (Port port : ports) {
            if (port.driven()) {
                text.append("            " + port.name() + " = " + stimulus(port) + ";\n");
            }
        }
        text.append("            #4;\n");
        for (Port port : ports) {
            if (port.output()) {
                String name = port.name();
                text.append("            if (^verilog_" + name + " !== 1'bx) begin\n")
                        .append("                words_" + name + " = words_" + name + " + 1;\n")
                        .append("                if (verilog_" + name + " !== netlist_" + name + ") differ_" + name
                                + " = differ_" + name + " + 1;\n")
                        .append("            end\n");
            }
        }
        text.append("            #1 clk = 1;\n            #5 clk = 0;\n        end\n");
        for (Port port : ports) {
            if (port.output()) {
                String name = port.name();
                text.append("        $display(\"" + name + ": %0d words, %0d differ\", words_" + name + ", differ_"
                        + name + ");\n");
            }
        }
        return text.append("    end\nendmodule\n").toString();
    }

    private static void instance(StringBuilder text, String module, String name, List<Port> ports) {
        List<String> connected = ports.stream()
                .map(p -> "." + p.name() + "(" + p.net(name) + ")")
                .toList();
        text.append("    " + module + " " + name + " (" + String.join(", ", connected) + ");\n");
    }

    /** Parameters are loaded once. Then words enter and leave in three cycles of four. */
    private static String stimulus(Port port) {
        String name = port.name();
        if (name.endsWith("_load_begin")) {
            return "i == " + (RESET + 1);
        }
        if (name.contains("_load_") && port.bits() == 1) {
            return "i > " + (RESET + 1) + " && i < " + LOADED;
        }
        if (name.endsWith("_valid") || name.endsWith("_room")) {
            return "i >= " + LOADED + " && ($random & 3) != 0";
        }
        return "{" + String.join(", ", Collections.nCopies((port.bits() + 31) / 32, "$random")) + "}";
    }
}
