// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.doctor;

import dev.bnn.model.target.OpenBoard;
import dev.bnn.rtlsim.open.OpenTools;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the open tools that make bitstreams for boards without a processor. Reports one line per family of chips. */
public final class OpenToolFindings {
    private OpenToolFindings() {}

    /** @param path list of folders to search */
    public static List<DoctorFinding> look(String path) {
        List<DoctorFinding> findings = new ArrayList<>();
        for (OpenBoard.Family family : OpenBoard.Family.values()) {
            if (!family.openTools()) {
                continue;
            }
            String what = family.title() + " tools";
            findings.add(OpenTools.find(family, path)
                    .map(tools -> DoctorFinding.ok(what, OpenTools.version(tools.nextpnr()) + ", " + tools.pack()))
                    .orElseGet(() -> missing(family, what, path)));
        }
        return findings;
    }

    private static DoctorFinding missing(OpenBoard.Family family, String what, String path) {
        List<OpenTools.Tool> missing = OpenTools.missing(family, path);
        return DoctorFinding.note(
                what,
                missing.stream().map(OpenTools.Tool::name).collect(Collectors.joining(", ")) + " not on the PATH",
                "no bitstream for boards with " + family.title(),
                missing.stream().map(tool -> tool.name() + ": " + tool.from()).collect(Collectors.joining("; ")));
    }
}
