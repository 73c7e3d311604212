// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.check.Frontend;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.npz.Npz;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.runtime.BnnModel;
import dev.bnn.source.Span;
import dev.bnn.testing.RandomNetworks;
import dev.bnn.training.inference.FloatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the scores of the script, of the float model and of the engine for the same parameters. Scores that are sums of a
 * layer are equal without tolerance; after a batch norm, the script uses plain float64 arithmetic, so a relative difference of
 * 1e-12 is allowed. The engine's scores have the same order. Large examples are not lowered here; other tests do that.
 */
class ForwardTest {
    private static final int NETWORKS = 60;
    private static final double TOLERANCE = 1e-12;
    /** Networks with more weights take long to lower. */
    private static final long LOWERED_WEIGHTS = 500_000;

    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    Path folder;

    @Test
    void randomNetworks() throws IOException {
        Python.required();
        List<RandomNetworks.Case> cases = new ArrayList<>();
        for (long seed = 0; seed < NETWORKS; seed++) {
            RandomNetworks.Case random = RandomNetworks.generate(seed);
            // Scripts for networks that output a map are refused.
            if (!random.network().givesMap()) {
                cases.add(random);
            }
        }
        agree(cases);
    }

    @Test
    void examples() throws IOException {
        Python.required();
        List<Path> models;
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            models = files.filter(
                            f -> f.toString().endsWith(".bnn") && !f.toString().contains("target"))
                    .sorted()
                    .toList();
        }
        assertThat(models).hasSizeGreaterThanOrEqualTo(8);
        List<RandomNetworks.Case> cases = new ArrayList<>();
        for (Path model : models) {
            Network network = Frontend.load(model).network().orElseThrow();
            // The random parameters are hostile, and without cuts between layers the numbers of a float network grow
            // beyond float64.
            if (network.synthesizable() && !network.givesMap()) {
                cases.add(RandomNetworks.of(7, network));
            }
        }
        assertThat(cases).hasSizeGreaterThanOrEqualTo(8);
        agree(cases);
    }

    private void agree(List<RandomNetworks.Case> cases) throws IOException {
        List<String> tasks = new ArrayList<>();
        for (RandomNetworks.Case c : cases) {
            Network network = c.network();
            Path script = Scripts.write(folder, network, Recipe.standard("default", Span.NONE, "digits"));
            Path parameters = folder.resolve(network.name() + ".npz");
            Npz.write(parameters, c.parameters());
            Path images = Scripts.images(
                    folder.resolve(network.name() + ".images.npz"),
                    network.input().shape(),
                    c.images());
            tasks.add(String.join(" ", "scores", script.toString(), parameters.toString(), images.toString()));
        }
        List<JsonNode> answers = Python.answers(folder, tasks);
        for (int i = 0; i < cases.size(); i++) {
            check(cases.get(i), answers.get(i));
        }
    }

    private static void check(RandomNetworks.Case c, JsonNode answer) {
        Network network = c.network();
        boolean sums = network.layers().get(network.layers().size() - 1) instanceof Layer.Weighted;
        try (FloatModel model = new FloatModel(network, c.parameters())) {
            Optional<BnnModel> engine = weights(network) > LOWERED_WEIGHTS
                    ? Optional.empty()
                    : Optional.of(Lowering.lower(new LoweringRequest(
                                    network, c.parameters(), Optional.of(model), c.images(), Optional.empty()))
                            .model());
            for (int i = 0; i < c.images().size(); i++) {
                String at = network.name() + ", image " + i + ": " + network.layers();
                double[] expected = model.scores(c.images().get(i));
                double[] found = new double[expected.length];
                for (int s = 0; s < found.length; s++) {
                    found[s] = answer.get(i).get(s).asDouble();
                }
                if (sums) {
                    assertThat(found).as(at).isEqualTo(expected);
                }
                double[] allowed = new double[found.length];
                for (int a = 0; a < found.length; a++) {
                    allowed[a] = TOLERANCE * Math.max(1, Math.abs(expected[a]));
                    assertThat(found[a]).as(at).isCloseTo(expected[a], within(allowed[a]));
                }
                byte[] image = c.images().get(i);
                engine.ifPresent(e -> sameOrder(at, found, allowed, e.scores(image)));
            }
        }
    }

    private static long weights(Network network) {
        return network.layers().stream()
                .filter(Layer.Weighted.class::isInstance)
                .mapToLong(layer -> ((Layer.Weighted) layer).weightCount())
                .sum();
    }

    private static void sameOrder(String at, double[] found, double[] allowed, long[] integers) {
        for (int a = 0; a < found.length; a++) {
            for (int b = 0; b < a; b++) {
                if (Math.abs(found[a] - found[b]) > 2 * allowed[a]) {
                    assertThat(Long.compare(integers[a], integers[b]))
                            .as(at)
                            .isEqualTo(Double.compare(found[a], found[b]));
                }
            }
        }
    }
}
