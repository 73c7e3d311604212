// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.check.BoardTargets;
import dev.bnn.check.Frontend;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.emit.Design;
import dev.bnn.emit.Names;
import dev.bnn.emit.TemplateFiles;
import dev.bnn.fold.FoldSearch;
import dev.bnn.ir.Ir;
import dev.bnn.model.Network;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.pass.NominalParameters;
import dev.bnn.testing.Designs;
import dev.bnn.testing.TclChecker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of each example network, with the settings that it gives them, for each board in each generation of the tools. */
class ExampleScriptsTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final List<String> NETWORKS = List.of(
            "quickstart/src/main/bnn/digits.bnn",
            "mnist-sfc/src/main/bnn/sfc.bnn",
            "mnist-lfc/src/main/bnn/lfc.bnn",
            "cifar10-cnv/src/main/bnn/cnv.bnn",
            "cifar10-cnv-2bit/src/main/bnn/cnv_w1a2.bnn",
            "cifar10-cnv-2bit/src/main/bnn/cnv_w2a2.bnn",
            "cifar10-resnet/src/main/bnn/resnet.bnn",
            "cifar10-resnet20/src/main/bnn/resnet20.bnn",
            "cifar10-vgg16/src/main/bnn/vgg16.bnn");

    @TempDir
    private Path folder;

    private int scripts;
    private int commands;

    @Test
    void eachGenerationTakesEachExampleForEachBoard() throws Exception {
        assumeTrue(TclChecker.available(), "there is no tclsh");
        for (String example : NETWORKS) {
            Path project = folder.resolve(Path.of(example).getFileName()).resolve("hls");
            Dataflow flow = flow(EXAMPLES.resolve(example));
            files(project, flow);
            Partitions.check(flow);
            for (String board : BoardTargets.names()) {
                Target target = BoardTargets.of(board);
                Design design = new Design(flow, target, example, List.of(), List.of());
                Files.writeString(project.resolve("settings.tcl"), HlsEmitter.settings(design));
                String what = example + " for " + board;
                check(what, "vivado_hls", "2020.1", project.resolve("run_hls.tcl"));
                check(what, "vitis_hls", "2023.1", project.resolve("run_hls.tcl"));
                for (String release : List.of("2018.3", "2020.2", "2026.1")) {
                    check(what, "vivado", release, project.resolve("run_vivado.tcl"));
                }
            }
        }
        System.out.printf(
                "%d networks, %d boards: %,d runs of the scripts, %,d commands checked%n",
                NETWORKS.size(), BoardTargets.names().size(), scripts, commands);
    }

    private void check(String what, String tool, String release, Path script) throws Exception {
        List<String> calls = TclChecker.run(tool, release, script, Map.of());
        assertThat(calls).as("%s, %s %s", what, tool, release).endsWith("exit").noneMatch(c -> c.startsWith("wrong"));
        scripts++;
        commands += calls.size();
    }

    private static Dataflow flow(Path model) throws Exception {
        Network network = Frontend.load(model).network().orElseThrow();
        Ir ir = Lowering.lower(new LoweringRequest(
                        network, NominalParameters.of(network), Optional.empty(), List.of(), Optional.empty()))
                .ir();
        return DataflowBuilder.unfolded(ir, 0)
                .fold(FoldSearch.plan(ir, network.targets().stream().findFirst(), Designs.COSTS)
                        .foldings());
    }

    /** Creates the files that the scripts expect, which do not include tables of weights. */
    private static void files(Path project, Dataflow flow) throws Exception {
        List<String> needed = new ArrayList<>(List.of("tb/testbench.cpp", "tb/images.hex", "tb/scores.txt"));
        needed.add("src/" + Names.top(flow.network()) + ".cpp");
        needed.add("build/solution/impl/ip/component.xml");
        for (String file : needed) {
            Path path = project.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "");
        }
        for (String script : List.of("run_hls.tcl", "run_vivado.tcl")) {
            Files.write(project.resolve(script), TemplateFiles.read("tcl/" + script));
        }
    }
}
