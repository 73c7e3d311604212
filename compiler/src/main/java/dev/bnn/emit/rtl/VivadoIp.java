// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import dev.bnn.emit.Design;
import dev.bnn.emit.OutputFolder;
import dev.bnn.emit.TemplateFiles;
import dev.bnn.emit.board.VivadoProject;
import dev.bnn.template.Templates;
import dev.bnn.template.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The scripts that package a project as an IP for Vivado and put it beside the board's processor. */
final class VivadoIp {
    private static final VivadoProject.Ip IP = new VivadoProject.Ip("ip", "rtl", VivadoProject.PACKAGING);
    private static final Templates TCL = new Templates("tcl");

    private VivadoIp() {}

    /**
     * What the template of the settings prints.
     *
     * @param sources files of the project in Verilog
     * @param memories its tables
     * @param loadable whether there is a register that starts the loading of parameters
     */
    public record View(
            String network,
            String top,
            Text summary,
            Text source,
            Text part,
            int answerBytes,
            List<String> sources,
            List<Text> memories,
            boolean loadable) {}

    /** @param tables the files of the tables, by their paths in the project */
    static void add(OutputFolder out, Design design, RtlView.Top top, List<Text> tables) throws IOException {
        List<String> sources = new ArrayList<>(List.of("src/" + top.top() + ".v", "src/" + top.top() + "_pipeline.v"));
        RtlEmitter.LIBRARY.forEach(module -> sources.add("src/bnnlib_" + module + ".v"));
        View view = new View(
                top.network(),
                top.top(),
                top.summary(),
                top.source(),
                new Text(design.target().part()),
                top.answerBytes(),
                sources,
                tables,
                design.target().loadable());
        out.add(
                "settings.tcl",
                TCL.render("ip_settings.tcl.ftl", Map.of("d", view)) + VivadoProject.settings(design, IP));
        out.add(VivadoProject.PACKAGING, TemplateFiles.read("tcl/" + VivadoProject.PACKAGING));
        VivadoProject.add(out);
    }
}
