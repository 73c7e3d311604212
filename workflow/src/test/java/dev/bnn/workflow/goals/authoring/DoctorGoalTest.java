// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.workflow.doctor.DoctorFinding;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the doctor on fake machines made of shell scripts. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "shell scripts stand in for the tools")
class DoctorGoalTest {
    @TempDir
    private Path machine;

    @Test
    void aMachineWithoutVendorToolsHearsWhatItLacks() throws Exception {
        List<DoctorFinding> findings = look(Map.of());
        assertThat(named(findings, "HLS").state()).isEqualTo(DoctorFinding.State.MISSING);
        assertThat(named(findings, "HLS").found()).isEqualTo("none of vitis-run, vitis_hls, vivado_hls on the PATH");
        assertThat(named(findings, "Vivado").costs()).isEqualTo("no bitstream");
        assertThat(findings).extracting(DoctorFinding::what).doesNotContain("parts", "license", "y2k22 patch");
        assertThat(findings)
                .extracting(DoctorFinding::what)
                .contains(
                        "JDK",
                        "Maven",
                        "C++ compiler",
                        "Verilator",
                        "yosys",
                        "iCE40 tools",
                        "ECP5 tools",
                        "disk",
                        "memory");
        assertThat(named(findings, "ECP5 tools"))
                .satisfies(f -> assertThat(f.found()).isEqualTo("yosys, nextpnr-ecp5, ecppack not on the PATH"))
                .satisfies(f -> assertThat(f.costs()).isEqualTo("no bitstream for boards with ECP5"));
    }

    @Test
    void anOldToolNeedsThePatch() throws Exception {
        tool("Vivado/2020.1", "vivado_hls", "exit 1");
        assertThat(named(look(Map.of(), "Vivado/2020.1"), "y2k22 patch"))
                .satisfies(f -> assertThat(f.state()).isEqualTo(DoctorFinding.State.MISSING))
                .satisfies(f -> assertThat(f.found()).isEqualTo("not found for vivado_hls 2020.1"))
                .satisfies(f -> assertThat(f.costs()).contains("export_design fails"));
        Path scripts = Files.createDirectories(machine.resolve("Vivado/2020.1/common/scripts"));
        Files.writeString(scripts.resolve("automg_patch_20220104.tcl"), "");
        assertThat(named(look(Map.of(), "Vivado/2020.1"), "y2k22 patch").state())
                .isEqualTo(DoctorFinding.State.OK);
    }

    @Test
    void aNewToolNeedsNoPatch() throws Exception {
        tool("Vitis_HLS/2022.1", "vitis_hls", "exit 1");
        assertThat(look(Map.of(), "Vitis_HLS/2022.1"))
                .extracting(DoctorFinding::what)
                .contains("HLS")
                .doesNotContain("y2k22 patch");
    }

    @Test
    void aToolInAFolderWithoutReleaseIsAsked() throws Exception {
        tool("tools", "vitis-run", "[ \"$1\" = --version ] && echo '****** vitis-run v2024.2 (64-bit)'");
        tool("tools", "vivado_hls", "[ \"$1\" = -version ] && echo 'Vivado(TM) HLS - C, C++ v2019.2 (64-bit)'");
        List<DoctorFinding> findings = look(Map.of(), "tools");
        assertThat(findings.stream().filter(f -> f.what().equals("HLS")).map(DoctorFinding::found))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("vitis-run 2024.2, "),
                        second -> assertThat(second)
                                .startsWith("vivado_hls 2019.2, ")
                                .endsWith("; a newer tool is taken instead"));
    }

    @Test
    void vivadoShowsPartsAndLicense() throws Exception {
        tool("Vivado/2023.2", "vivado", "exit 1");
        assertThat(named(look(Map.of(), "Vivado/2023.2"), "parts").found()).startsWith("unknown: ");
        Files.createDirectories(machine.resolve("Vivado/2023.2/data/parts/xilinx/zynq"));
        assertThat(named(look(Map.of(), "Vivado/2023.2"), "parts").costs())
                .isEqualTo("no bitstream for Zynq UltraScale+");
        Files.createDirectories(machine.resolve("Vivado/2023.2/data/parts/xilinx/zynquplus"));
        assertThat(named(look(Map.of(), "Vivado/2023.2"), "parts").state()).isEqualTo(DoctorFinding.State.OK);
        assertThat(named(look(Map.of(), "Vivado/2023.2"), "license").costs()).contains("zc706 and zcu102");
        assertThat(named(look(Map.of("XILINXD_LICENSE_FILE", "2100@server"), "Vivado/2023.2"), "license"))
                .isEqualTo(DoctorFinding.ok("license", "XILINXD_LICENSE_FILE is set"));
    }

    @Test
    void aFileWhereTheOutputsBelongIsFound() throws Exception {
        assertThat(DoctorGoal.disk(machine.resolve("not/yet")).found()).endsWith("free at " + machine);
        Path file = Files.writeString(machine.resolve("target"), "");
        assertThat(DoctorGoal.disk(file.resolve("bnn")))
                .isEqualTo(DoctorFinding.missing(
                        "disk",
                        "nothing can be written to " + file,
                        "goals that write files fail",
                        "make it a folder of yours (chown, chmod), or set -Dbnn.output"));
    }

    @Test
    void versionsAndAmountsAreHeldToTheirLimits() {
        assertThat(DoctorGoal.jdk(11, "/jdk").state()).isEqualTo(DoctorFinding.State.MISSING);
        assertThat(DoctorGoal.jdk(21, "/jdk").state()).isEqualTo(DoctorFinding.State.OK);
        for (String old : List.of("3.8.6", "3.6.3", "2.9.9", "3.8")) {
            assertThat(DoctorGoal.maven(old).state()).as(old).isEqualTo(DoctorFinding.State.MISSING);
        }
        for (String good : List.of("3.8.7", "3.9.0", "4.0.0-rc-4", "3.8.10")) {
            assertThat(DoctorGoal.maven(good).state()).as(good).isEqualTo(DoctorFinding.State.OK);
        }
        assertThat(DoctorGoal.enough("disk", 3L << 30, 5, "free", "delete").found())
                .isEqualTo("3.0 GiB free");
        assertThat(DoctorGoal.enough("disk", 3L << 30, 5, "free", "delete").state())
                .isEqualTo(DoctorFinding.State.NOTE);
    }

    @Test
    void theTableStandsInColumns() {
        assertThat(DoctorGoal.table(List.of(
                        DoctorFinding.ok("JDK", "17, /jdk"),
                        DoctorFinding.missing("Vivado", "not on the PATH", "none", "install"))))
                .containsExactly(
                        "ok       JDK     17, /jdk",
                        "missing  Vivado  not on the PATH",
                        "                 costs: none",
                        "                 next:  install");
    }

    private List<DoctorFinding> look(Map<String, String> environment, String... folders) throws Exception {
        String path = Stream.of(folders)
                .map(folder -> machine.resolve(folder).resolve("bin").toString())
                .collect(Collectors.joining(File.pathSeparator));
        return DoctorGoal.run(new DoctorGoal.Request(
                path.isEmpty() ? machine.resolve("none").toString() : path,
                environment,
                machine.resolve("not/there"),
                "3.9.9"));
    }

    private static DoctorFinding named(List<DoctorFinding> findings, String what) {
        return findings.stream().filter(f -> f.what().equals(what)).findFirst().orElseThrow();
    }

    private void tool(String installation, String name, String script) throws Exception {
        Path file = Files.createDirectories(machine.resolve(installation).resolve("bin"))
                .resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
