// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bnn.ir.Interpreter;
import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.internal.engine.packed.PackedEngine;
import dev.bnn.runtime.internal.engine.plain.PlainEngine;
import dev.bnn.runtime.internal.engine.vector.VectorEngine;
import dev.bnn.runtime.internal.network.Stage;
import dev.bnn.testing.Float64Reference;
import dev.bnn.testing.RandomNetworks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random networks: float64 definition, IR after each pass, plain engine and packed engine agree bit for bit. */
class RandomNetworksAgreeTest {
    private static final int NETWORKS = 1200;

    private int thresholds;
    private int fixedPoints;
    private int shuffles;

    @Test
    void everyStageAgrees() {
        for (long seed = 0; seed < NETWORKS; seed++) {
            RandomNetworks.Case random = RandomNetworks.generate(seed);
            try {
                check(random);
            } catch (RuntimeException e) {
                fail("seed " + seed + ": " + random.network().layers(), e);
            }
        }
        assertThat(thresholds).as("networks with thresholds").isGreaterThan(NETWORKS / 2);
        assertThat(fixedPoints).as("networks with batch normalized scores").isGreaterThan(NETWORKS / 4);
        assertThat(shuffles).as("networks in which a shuffle stays").isGreaterThan(NETWORKS / 20);
    }

    private void check(RandomNetworks.Case random) {
        Network network = random.network();
        Reference reference = new Float64Reference(network, random.parameters());
        // Lowering itself compares every pass with the reference's values on these images.
        Lowered lowered = Lowering.lower(new LoweringRequest(
                network, random.parameters(), Optional.of(reference), random.images(), Optional.empty()));
        BnnModel model = lowered.model();
        boolean hasThresholds = model.network().stages().stream().anyMatch(Stage.Threshold.class::isInstance);
        thresholds += hasThresholds ? 1 : 0;
        assertThat(lowered.passes().stream().mapToLong(PassReport::provedValues).sum() > 0)
                .isEqualTo(hasThresholds);
        boolean normalized = network.layers().get(network.layers().size() - 1) instanceof Layer.BatchNorm;
        fixedPoints += normalized ? 1 : 0;
        shuffles += model.network().stages().stream().anyMatch(Stage.Shuffle.class::isInstance) ? 1 : 0;
        assertThat(lowered.passes()).hasSize(Passes.PIPELINE.size() + 2).allMatch(p -> p.comparedValues() > 0);
        for (byte[] image : random.images()) {
            Map<String, long[]> plain = new PlainEngine(model.network()).trace(image);
            Map<String, long[]> packed = new PackedEngine(model.network()).trace(image);
            Map<String, long[]> vector = new VectorEngine(model.network()).trace(image);
            Map<String, double[]> interpreted = Interpreter.run(lowered.ir(), image);
            for (Stage stage : model.network().stages()) {
                String at = "seed " + random.seed() + ", " + stage.name();
                assertThat(packed.get(stage.name())).as(at).isEqualTo(plain.get(stage.name()));
                assertThat(vector.get(stage.name())).as(at).isEqualTo(plain.get(stage.name()));
                String node = stage instanceof Stage.Branch b ? b.from() : stage.name();
                assertThat(doubles(plain.get(stage.name()))).as(at).isEqualTo(interpreted.get(node));
            }
            Map<String, double[]> expected = reference.trace(image);
            inputsOfLayersAgree(random, expected, model, plain);
            double[] scores = expected.get(
                    network.layers().get(network.layers().size() - 1).name());
            sameOrder(
                    "seed " + random.seed(),
                    scores,
                    model.scores(image),
                    model.classes().size());
        }
    }

    /** Compares the inputs of each layer with weights by position in the chain, without trusting names or views of the compiler. */
    private static void inputsOfLayersAgree(
            RandomNetworks.Case random, Map<String, double[]> expected, BnnModel model, Map<String, long[]> found) {
        List<Layer> layers = random.network().layers();
        for (int i = 1; i < layers.size(); i++) {
            if (!(layers.get(i) instanceof Layer.Weighted)) {
                continue;
            }
            String layer = layers.get(i).name();
            Activation levels = levels(layers.subList(0, i));
            for (int s = 1; s < model.network().stages().size(); s++) {
                if (model.network().stages().get(s).name().equals(layer)) {
                    double[] read = doubles(
                            levels,
                            found.get(model.network().stages().get(s - 1).name()));
                    double[] wanted = expected.get(layers.get(i - 1).name());
                    int channels =
                            shuffled(layers, i) ? layers.get(i).input().shape().channels() : 1;
                    assertThat(sorted(read, channels))
                            .as("seed " + random.seed() + ", input of " + layer)
                            .isEqualTo(sorted(wanted, channels));
                }
            }
        }
    }

    /** Whether the channels that a layer reads may have another order, since a shuffle may have been folded into the weights around it. */
    private static boolean shuffled(List<Layer> layers, int layer) {
        boolean shuffled = false;
        int before = source(layers, layer - 1);
        while (before >= 0 && !endsOrder(layers.get(before))) {
            shuffled |= moves(layers.get(before));
            before = source(layers, before - 1);
        }
        for (int at = layer; at < layers.size() && !endsOrder(layers.get(at)); at++) {
            shuffled |= moves(layers.get(at));
        }
        return shuffled;
    }

    /** An index among the layers; if that layer begins a branch, the index of the layer that the branch reads. */
    private static int source(List<Layer> layers, int place) {
        int at = place;
        while (at >= 0 && layers.get(at) instanceof Layer.Branch b) {
            at = IntStream.range(0, layers.size())
                    .filter(i -> layers.get(i).name().equals(b.from()))
                    .findFirst()
                    .orElseThrow();
        }
        return at;
    }

    private static boolean moves(Layer layer) {
        return layer instanceof Layer.Shuffle s && !s.channels().isIdentity();
    }

    /** Whether the reach of a shuffle ends at the layer: it cannot move past it, or it is folded into its weights. */
    private static boolean endsOrder(Layer layer) {
        return layer instanceof Layer.Weighted w && w.mixesChannels()
                || layer instanceof Layer.Add
                || layer instanceof Layer.Concat;
    }

    private static double[] sorted(double[] values, int channels) {
        double[] sorted = values.clone();
        for (int pixel = 0; pixel < sorted.length; pixel += channels) {
            Arrays.sort(sorted, pixel, pixel + channels);
        }
        return sorted;
    }

    /** The levels of the last layer that yields bits or levels; at the beginning of a branch, of the last such layer before the branch. */
    private static Activation levels(List<Layer> layers) {
        Map<String, Activation> after = new HashMap<>();
        Activation last = Activation.SIGN;
        for (Layer layer : layers) {
            last = layer instanceof Layer.Quantize q ? q.activation() : last;
            last = layer instanceof Layer.Branch b ? after.get(b.from()) : last;
            after.put(layer.name(), last);
        }
        return last;
    }

    /** Bits are values; codes of several bits stand for them. */
    private static double[] doubles(Activation levels, long[] values) {
        return levels.bits() == 1
                ? doubles(values)
                : Arrays.stream(values).mapToDouble(v -> levels.value((int) v)).toArray();
    }

    /** @param classes scores of a position, which are compared with each other */
    private static void sameOrder(String as, double[] floats, long[] integers, int classes) {
        for (int a = 0; a < floats.length; a++) {
            for (int b = a / classes * classes; b < a; b++) {
                int expected = floats[a] == floats[b] ? 0 : floats[a] < floats[b] ? -1 : 1;
                assertThat(Long.compare(integers[a], integers[b])).as(as).isEqualTo(expected);
            }
        }
    }

    private static double[] doubles(long[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }
}
