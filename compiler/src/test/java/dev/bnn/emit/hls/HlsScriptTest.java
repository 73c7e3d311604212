// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.check.BoardTargets;
import dev.bnn.emit.Design;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Target;
import dev.bnn.testing.Designs;
import dev.bnn.testing.TclChecker;
import dev.bnn.testing.WideDesigns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HLS script under tclsh, with the vendor's commands replaced by checks of their names, options and order. */
class HlsScriptTest {
    private static final Pattern INCLUDE = Pattern.compile("#include \"(.*)\"");

    @TempDir
    private Path project;

    @BeforeEach
    void emitProject() throws Exception {
        assumeTrue(TclChecker.available(), "there is no tclsh");
        HlsEmitter.emit(Designs.random(5).design(), project);
    }

    @Test
    void vitisHlsTakesIt() throws Exception {
        List<String> calls = run("vitis_hls", "");
        assertThat(calls)
                .contains(
                        "open_project -reset build",
                        "set_top bnn_random5",
                        "open_solution -reset solution -flow_target vivado",
                        "set_part xc7z020clg400-1",
                        "create_clock -period 10 -name default",
                        "add_files -tb tb/images.hex -cflags -std=c++14")
                .anyMatch(call -> call.startsWith("set_directive_bind_storage -type rom_1p -impl "))
                .endsWith("csim_design", "csynth_design", "export_design -format ip_catalog", "exit");
    }

    @Test
    void vivadoHlsTakesIt() throws Exception {
        List<String> calls = run("vivado_hls", "");
        assertThat(calls)
                .contains(
                        "open_solution -reset solution",
                        "add_files src/bnn_random5.cpp -cflags {-std=c++0x -DBNN_ENABLE_FLUSH}")
                .anyMatch(call -> call.startsWith("set_directive_resource -core ROM_1P_"))
                .noneMatch(call -> call.startsWith("config_compile"))
                .endsWith("csim_design", "csynth_design", "export_design -format ip_catalog", "exit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vitis_hls", "vivado_hls"})
    void bothTakeItForEachBoard(String tool) throws Exception {
        Design design = Designs.random(5).design();
        for (String board : BoardTargets.names()) {
            Target target = BoardTargets.of(board);
            HlsEmitter.emit(
                    new Design(design.flow(), target, design.source(), design.images(), design.scores()), project);
            assertThat(run(tool, ""))
                    .contains("set_part " + target.part(), "create_clock -period 8 -name default")
                    .endsWith("export_design -format ip_catalog", "exit");
        }
    }

    @Test
    void aCardGetsAKernel() throws Exception {
        for (String card : BoardTargets.cards()) {
            Target target = BoardTargets.of(card);
            project = project.resolveSibling(card);
            HlsEmitter.emit(Designs.on(target, 5).design(), project);
            assertThat(run("vitis_hls", ""))
                    .contains("set_part " + target.part(), "open_solution -reset solution -flow_target vitis")
                    .anyMatch(call -> call.matches("set_directive_bind_storage -type fifo -impl srl bnn_random5 words"))
                    .endsWith("csynth_design", "export_design -format xo -output bnn_random5.xo", "exit");
            assertThat(run("vivado_hls", ""))
                    .last()
                    .isEqualTo("wrong: Vivado HLS makes no kernels for XRT: take Vitis HLS");
            assertThat(project.resolve("run_vivado.tcl")).doesNotExist();
        }
    }

    @Test
    void bothTakeLoadableParameters() throws Exception {
        HlsEmitter.emit(Designs.loadable(5).design(), project);
        assertThat(run("vitis_hls", ""))
                .anyMatch(call -> call.startsWith("add_files -tb tb/parameters.bin "))
                .anyMatch(call -> call.matches("set_directive_bind_storage -type ram_s2p .* bnn_random5 .*_weights"))
                .anyMatch(call -> call.matches("set_directive_bind_storage -type fifo .* pipeline .*_out"))
                .noneMatch(call -> call.contains("rom_1p"))
                .endsWith("export_design -format ip_catalog", "exit");
        assertThat(run("vivado_hls", ""))
                .anyMatch(call -> call.startsWith("set_directive_resource -core RAM_S2P_"))
                .noneMatch(call -> call.contains("ROM_1P"))
                .endsWith("export_design -format ip_catalog", "exit");
    }

    @Test
    void aProjectWhosePathHasSpacesIsNamedInNoFlag() throws Exception {
        project = project.resolve("my project, 2");
        HlsEmitter.emit(Designs.random(5).design(), project);
        for (String tool : HlsTool.words()) {
            assertThat(run(tool, ""))
                    .filteredOn(call -> call.startsWith("add_files"))
                    .hasSize(4)
                    .allMatch(call -> !call.contains("-I") && !call.contains("my project"));
        }
        assertThat(INCLUDE.matcher(Files.readString(project.resolve("tb/testbench.cpp")))
                        .results()
                        .map(r -> r.group(1)))
                .containsExactly("../src/bnn_random5.h");
    }

    @Test
    void everyFileLearnsOfWideWords() throws Exception {
        HlsEmitter.emit(WideDesigns.words(Designs.TARGET).design(), project);
        for (String tool : HlsTool.words()) {
            assertThat(run(tool, ""))
                    .filteredOn(call -> call.startsWith("add_files"))
                    .hasSize(4)
                    .allMatch(call -> call.contains(" -DAP_INT_MAX_W=3072"));
        }
    }

    @Test
    void vitisHlsIsNotAskedForWiderWordsThanItHas() throws Exception {
        Path settings = project.resolve("settings.tcl");
        Files.writeString(
                settings,
                Files.readString(settings).replace("set bnn(ap_int_max_w) 1024", "set bnn(ap_int_max_w) 5120"));
        assertThat(run("vitis_hls", "")).last().asString().startsWith("wrong: Vitis HLS takes words of at most 4096");
        assertThat(run("vivado_hls", "")).endsWith("exit");
    }

    @Test
    void stepsCanBeChosen() throws Exception {
        assertThat(run("vitis_hls", "csynth cosim")).endsWith("csynth_design", "cosim_design", "exit");
        assertThat(run("vitis_hls", "sinth"))
                .last()
                .isEqualTo("wrong: BNN_STEPS has `sinth`; known are csim, csynth, cosim and export");
    }

    @ParameterizedTest
    @CsvSource({
        "-reset solution -flow_target, -reset solution -flow_taget, wrong: open_solution does not know -flow_taget",
        "csynth_design, csinth_design, wrong: unknown command csinth_design",
        "-format ip_catalog, -format ip_catalogue, wrong: export_design: -format ip_catalogue",
        "set_part $bnn(part), set unused 1, wrong: csim_design before set_part",
    })
    void aSlipIsFound(String right, String wrong, String message) throws Exception {
        Path script = project.resolve("run_hls.tcl");
        String text = Files.readString(script);
        assertThat(text).contains(right);
        Files.writeString(script, text.replace(right, wrong));
        assertThat(run("vitis_hls", "")).last().isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tb/scores.txt", "src/bnn_random5.cpp"})
    void aMissingFileIsFound(String file) throws Exception {
        Files.delete(project.resolve(file));
        assertThat(run("vitis_hls", "")).last().isEqualTo("wrong: no file " + file);
    }

    private List<String> run(String tool, String steps) throws Exception {
        String release = tool.equals("vivado_hls") ? "2020.1" : "2023.1";
        return TclChecker.run(
                tool, release, project.resolve("run_hls.tcl"), steps.isEmpty() ? Map.of() : Map.of("BNN_STEPS", steps));
    }
}
