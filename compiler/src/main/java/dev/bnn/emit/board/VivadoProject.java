// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import dev.bnn.emit.Design;
import dev.bnn.emit.OutputFolder;
import dev.bnn.emit.TemplateFiles;
import dev.bnn.template.Templates;
import java.io.IOException;
import java.util.Map;

/**
 * The files of a project that Vivado needs for a bitstream, whichever back end made its IP: the script {@code run_vivado.tcl} and
 * the part of {@code settings.tcl} that it reads.
 */
public final class VivadoProject {
    /** The script that puts the IP beside the board's processor. */
    public static final String SCRIPT = "run_vivado.tcl";

    /** The script of a project in Verilog that makes its IP. */
    public static final String PACKAGING = "run_ip.tcl";

    /** The script that makes the bitstream of a board without a processor. */
    public static final String BOARD = "run_board.tcl";

    private static final Templates TCL = new Templates("tcl");

    private VivadoProject() {}

    /**
     * The IP of a back end.
     *
     * @param folder where it is in the project, with slashes
     * @param library its library in Vivado's catalog
     * @param script the script of the project that makes it
     */
    public record Ip(String folder, String library, String script) {}

    /** What the template prints. */
    public record View(Ip ip, BoardView shell, int pixelBytes) {}

    /** Adds the script. */
    public static void add(OutputFolder out) throws IOException {
        out.add(SCRIPT, TemplateFiles.read("tcl/" + SCRIPT));
    }

    /** The settings of the script; those of the back end's own scripts precede them. */
    public static String settings(Design design, Ip ip) {
        View view = new View(
                ip, BoardView.of(design.target()), design.flow().input().channels());
        return TCL.render("vivado.tcl.ftl", Map.of("v", view));
    }
}
