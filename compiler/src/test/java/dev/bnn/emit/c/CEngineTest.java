// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.TemplateFiles;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.testing.RandomNetworks;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random networks as C: the compiled program gives the scores of the engine with each variant of the kernels. */
class CEngineTest {
    /** Networks of each test; {@code -Dbnn.networks=N} for more. */
    private static final int NETWORKS = Integer.getInteger("bnn.networks", 7);

    /** Number of random networks to choose from; the test takes those that add the most kinds of kernels. */
    private static final int CANDIDATES = Math.max(200, NETWORKS);

    private static final List<String> WARNINGS = List.of("-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror");

    @TempDir
    Path folder;

    @Test
    void plainCGivesTheScoresOfTheEngineAndBreaksNoRuleOfC() throws Exception {
        agree("gcc", List.of("-O1", "-fsanitize=undefined,address", "-fno-sanitize-recover"), List.of());
    }

    @Test
    void avx2GivesTheScoresOfTheEngine() throws Exception {
        requireProcessor("avx2");
        agree("gcc", List.of("-O1", "-mavx2", "-mpopcnt"), List.of());
    }

    @Test
    void avx512GivesTheScoresOfTheEngine() throws Exception {
        requireProcessor("avx512_vpopcntdq");
        agree("gcc", List.of("-O1", "-mavx512f", "-mavx512vpopcntdq", "-mavx2", "-mpopcnt"), List.of());
    }

    @Test
    void vnniGivesTheScoresOfTheEngine() throws Exception {
        requireProcessor("avx512_vpopcntdq");
        requireProcessor("avx512_vnni");
        // These are the flags of the Makefile; with more optimization gcc gives more warnings.
        agree("gcc", List.of("-O3", "-mavx512f", "-mavx512vpopcntdq", "-mavx512vnni", "-mavx2", "-mpopcnt"), List.of());
    }

    @Test
    void neonGivesTheScoresOfTheEngine() throws Exception {
        agree("aarch64-linux-gnu-gcc", List.of("-O1", "-static"), List.of("qemu-aarch64"));
    }

    @Test
    void thumbGivesTheScoresOfTheEngine() throws Exception {
        agree("arm-linux-gnueabihf-gcc", List.of("-Os", "-mthumb", "-static"), List.of("qemu-arm"));
    }

    private void agree(String compiler, List<String> flags, List<String> runner) throws Exception {
        requireProgram(compiler);
        for (String program : runner) {
            requireProgram(program);
        }
        kernelsAgree(compiler, flags, runner);
        for (Candidate candidate : candidates()) {
            RandomNetworks.Case random = candidate.random();
            String name = random.network().name();
            Path project = folder.resolve(name);
            CEmitter.emit(random.network(), candidate.model(), name + ".bnn", random.images(), project);
            String at = "seed " + random.seed() + ": " + random.network().layers();
            assertThat(build(project, compiler, flags, name + ".c", name + "_test.c"))
                    .as(at)
                    .isEmpty();
            assertThat(test(project, runner))
                    .as(at)
                    .containsExactly(random.images().size() + " images, 0 differ");
        }
    }

    /** The kernels that these flags select give the results of the plain loops, also at the extremes. */
    private void kernelsAgree(String compiler, List<String> flags, List<String> runner) throws Exception {
        Path project = Files.createDirectory(folder.resolve("kernels"));
        Files.write(project.resolve("bnn_kernels.h"), TemplateFiles.read("c/bnn_kernels.h"));
        try (InputStream in = CEngineTest.class.getResourceAsStream("kernels_test.c")) {
            Files.copy(in, project.resolve("kernels_test.c"));
        }
        // Most of its functions are not used.
        List<String> unused =
                Stream.concat(flags.stream(), Stream.of("-Wno-unused-function")).toList();
        assertThat(build(project, compiler, unused, "kernels_test.c")).isEmpty();
        assertThat(test(project, runner)).isEmpty();
    }

    private static List<String> build(Path project, String compiler, List<String> flags, String... sources)
            throws IOException {
        List<String> build = new ArrayList<>(List.of(compiler));
        build.addAll(WARNINGS);
        build.addAll(flags);
        build.addAll(List.of("-o", "test"));
        build.addAll(List.of(sources));
        return run(project, build);
    }

    private static List<String> test(Path project, List<String> runner) throws IOException {
        List<String> test = new ArrayList<>(runner);
        test.add(project.resolve("test").toString());
        return run(project, test);
    }

    /** A random network, and the kinds of kernels that it uses. */
    private record Candidate(RandomNetworks.Case random, BnnModel model, Set<String> kinds) {
        static Candidate of(long seed) {
            RandomNetworks.Case random = RandomNetworks.generate(seed);
            BnnModel model = Lowering.lower(new LoweringRequest(
                            random.network(), random.parameters(), Optional.empty(), List.of(), Optional.empty()))
                    .model();
            Set<String> kinds = new TreeSet<>();
            for (Step step : Step.of(model.network())) {
                String sums = step.sums().map(Stage::toString).orElse("none").replaceFirst("\\[.*", "");
                boolean several = step.sums()
                        .filter(s -> s.toString().matches(".*weightBits=[2-8].*"))
                        .isPresent();
                String in = step.onImage() ? " on bytes" : step.in().planes() > 1 ? " on codes" : " on bits";
                kinds.add(sums + (several ? " several bits" : "") + in);
                kinds.add(step.last().toString().replaceFirst("\\[.*", "") + in);
                kinds.add(step.last().output().channels() >= WeightPlanes.LANES ? sums + " of a whole block" : sums);
            }
            return new Candidate(random, model, kinds);
        }
    }

    private static List<Candidate> candidates() {
        List<Candidate> all =
                LongStream.range(0, CANDIDATES).mapToObj(Candidate::of).toList();
        List<Candidate> chosen = new ArrayList<>();
        Set<String> covered = new TreeSet<>();
        while (chosen.size() < NETWORKS) {
            Candidate best = all.stream()
                    .filter(c -> !chosen.contains(c))
                    .max(Comparator.comparingLong(c ->
                            c.kinds().stream().filter(k -> !covered.contains(k)).count()))
                    .orElseThrow();
            chosen.add(best);
            covered.addAll(best.kinds());
        }
        assertThat(covered)
                .contains(
                        "Matrix on bits",
                        "Matrix on codes",
                        "Matrix on bytes",
                        "Matrix several bits on bits",
                        "Matrix several bits on codes",
                        "Matrix several bits on bytes",
                        "Matrix of a whole block",
                        "Depthwise on bits",
                        "Depthwise several bits on codes",
                        "Sum on codes",
                        "Add on bits",
                        "Pool on bits",
                        "Pool on codes",
                        "none on bytes");
        return chosen;
    }

    private static List<String> run(Path folder, List<String> command) throws IOException {
        List<String> lines = new ArrayList<>();
        Command.of(command.toArray(String[]::new)).in(folder).run(lines::add, Duration.ofMinutes(5));
        return lines;
    }

    private static void requireProgram(String name) {
        assumeTrue(Programs.find(name).isPresent(), "there is no " + name + " on the PATH");
    }

    private static void requireProcessor(String feature) throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        assumeTrue(
                Files.isReadable(info) && Files.readString(info).contains(feature), "this processor has no " + feature);
    }
}
