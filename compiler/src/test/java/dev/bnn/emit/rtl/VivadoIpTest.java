// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.rtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.check.BoardTargets;
import dev.bnn.emit.Design;
import dev.bnn.emit.Names;
import dev.bnn.model.target.Target;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.testing.Designs;
import dev.bnn.testing.TclChecker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The script that packages RTL as an IP, under tclsh on a model of Vivado's packager, and the block design with the packaged IP. */
class VivadoIpTest {
    private static final Design CONSTANT = Designs.random(1).design();
    private static final Design LABELLED = Designs.labelled(2).design();
    private static final Design LOADABLE = Designs.loadable(4).design();

    /** The project on which the tests try mistakes and missing files. */
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private Path project;

    @BeforeAll
    static void once() throws Exception {
        emit(CONSTANT, BoardTargets.of("zcu102"), shared.resolve("rtl"));
    }

    @BeforeEach
    void needsTclsh() {
        assumeTrue(TclChecker.available(), "there is no tclsh");
        project = folder.resolve("rtl");
    }

    private static final List<String> RELEASES = List.of("2018.3", "2020.2", "2023.1", "2026.1");

    /** Each board once, with alternating releases and kinds of designs. */
    static IntStream boards() {
        return IntStream.range(0, BoardTargets.names().size());
    }

    @ParameterizedTest
    @MethodSource("boards")
    void eachReleasePackagesItForTheBlockDesignOfEachBoard(int number) throws Exception {
        String release = RELEASES.get(number % RELEASES.size());
        Design design = List.of(CONSTANT, LABELLED, LOADABLE).get(number % 3);
        String top = emit(design, BoardTargets.of(BoardTargets.names().get(number)), project);
        assertThat(run(release, "run_ip.tcl"))
                .endsWith("exit")
                .contains("ipx::associate_bus_interfaces -clock ap_clk -reset ap_rst_n {core component}");
        assertThat(project.resolve("ip/component.xml"))
                .content()
                .isEqualTo("vlnv bnn.dev:rtl:" + top
                        + ":1.0\nclock Slave ap_clk\nreset Slave ap_rst_n\naxis Slave in_r\ninterrupt Master interrupt\n"
                        + "axis Master out_r\naximm Slave s_axi_control\n");
        assertThat(run(release, "run_vivado.tcl"))
                .endsWith("exit")
                .contains("create_bd_cell -type ip -vlnv bnn.dev:rtl:" + top + ":1.0 core")
                .contains("set_msg_config -id {Synth 8-4445} -new_severity ERROR");
        assertThat(folder.resolve("deploy").resolve(top + ".bit")).exists();
    }

    @Test
    void aDesignWithLoadableParametersHasTheirRegister() throws Exception {
        emit(LOADABLE, BoardTargets.of("pynq-z1"), project);
        assertThat(run("2023.1", "run_ip.tcl")).contains("set_property address_offset 0x18 {register load}");
        emit(CONSTANT, BoardTargets.of("pynq-z1"), project);
        assertThat(run("2023.1", "run_ip.tcl"))
                .contains("set_property address_offset 0x10 {register frames}")
                .noneMatch(call -> call.contains("0x18"));
    }

    @Test
    void aBarePartHasAnIp() throws Exception {
        emit(CONSTANT, BoardTargets.of("xczu3eg-sbva484-1-i"), project);
        assertThat(run("2023.1", "run_ip.tcl")).endsWith("exit");
        assertThat(run("2023.1", "run_vivado.tcl"))
                .singleElement()
                .asString()
                .startsWith("wrong: the target is the bare part xczu3eg-sbva484-1-i: a bitstream needs a board.")
                .endsWith("or use the IP in ip in a design of your own");
    }

    @Test
    void theIpComesFirst() throws Exception {
        emit(CONSTANT, BoardTargets.of("pynq-z2"), project);
        assertThat(run("2023.1", "run_vivado.tcl")).last().asString().endsWith("rtl/ip: run run_ip.tcl first");
    }

    @Test
    void aFileThatIsMissingIsNamed() throws Exception {
        project = shared.resolve("rtl");
        String top = Names.top(CONSTANT.flow().network());
        String table = Files.readString(project.resolve("settings.tcl"))
                .lines()
                .filter(line -> line.startsWith("    mem/"))
                .findFirst()
                .orElseThrow()
                .strip();
        for (String file : List.of(table, "src/bnnlib_fifo.v", "src/" + top + ".v")) {
            byte[] content = Files.readAllBytes(project.resolve(file));
            Files.delete(project.resolve(file));
            assertThat(run("2023.1", "run_ip.tcl"))
                    .containsExactly("wrong: there is no file " + file + ": run mvn bnn:synthesize again");
            Files.write(project.resolve(file), content);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ipx::save_core; ipx::store_core; wrong: unknown command ipx::store_core",
                "ipx::check_integrity $core; set unused 1; wrong: ipx::save_core before ipx::check_integrity",
                "-taxonomy /UserIP; -category /UserIP; wrong: ipx::package_project does not know -category",
                "physical_name; physical_port; wrong: a portmap has no property physical_port",
                "interface_mode; mode; wrong: a bus has no property mode",
                "TDATA TKEEP; TDATE TKEEP; wrong: bnn_NAME has no port out_r_TDATE",
                "TLAST TID; TID; wrong: no interface has the ports out_r_TLAST",
                "in_r axis slave; in_r axis master; wrong: port in_r_TDATA of in_r is an input",
                "in_r axis slave; in_r aximm slave; wrong: in_r of kind aximm has no signal TDATA",
                "{in_r out_r s_axi_control}; {in_r s_axi_control}; 'wrong: out_r has no clock, or no reset'",
                "-clock ap_clk -reset ap_rst_n; -clock ap_rst_n -reset ap_clk; wrong: ap_rst_n is no clock",
                "slave_memory_map_ref s_axi_control; slave_memory_map_ref control; wrong: there is no memory map control",
                "POLARITY ACTIVE_LOW; ACTIVE LOW; wrong: no interface has a parameter ACTIVE",
                "file copy $file ip/src; set unused 1; wrong: no file ip/src/bnn_NAME.v",
                "[concat $bnn(sources) $bnn(tables)] {\\n    file copy; $bnn(sources) {\\n    file copy; TABLE",
            })
    void aSlipIsFound(String right, String wrong, String message) throws Exception {
        project = shared.resolve("rtl");
        String top = Names.top(CONSTANT.flow().network());
        String text = Files.readString(project.resolve("run_ip.tcl"));
        String from = right.replace("\\n", "\n");
        assertThat(text).contains(from);
        Files.writeString(project.resolve("slip.tcl"), text.replace(from, wrong.replace("\\n", "\n")));
        String last = run("2023.1", "slip.tcl").stream().reduce((a, b) -> b).orElseThrow();
        if (message.equals("TABLE")) {
            assertThat(last).matches("wrong: " + top + "_pipeline\\.v reads \\w+\\.mem, which is not there");
        } else {
            assertThat(last).isEqualTo(message.replace("bnn_NAME", top));
        }
    }

    private static String emit(Design design, Target target, Path project) throws Exception {
        Target placed = new Target(
                target.name(),
                target.span(),
                target.board(),
                target.part(),
                target.clockMhz(),
                target.fps(),
                target.budget(),
                target.fifos(),
                target.folds(),
                design.target().loadable(),
                design.target().labels(),
                target.tool());
        RtlEmitter.emit(
                new Design(design.flow(), placed, design.source(), design.images(), design.scores()),
                RtlFabric.LUT_RAM,
                project);
        return Names.top(design.flow().network());
    }

    private List<String> run(String release, String script) throws Exception {
        return TclChecker.run("vivado", release, project.resolve(script), Map.of());
    }
}
