// SPDX-License-Identifier: Apache-2.0
package dev.bnn.testing;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.emit.Design;
import dev.bnn.emit.hls.HlsBackend;
import dev.bnn.estimate.CostModel;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.Window;
import dev.bnn.model.target.Board;
import dev.bnn.model.target.Memory;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Span;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Designs of random networks with random legal foldings: the same seed gives the same design. */
public final class Designs {
    public static final Target TARGET = new Target(
            "pynq-z1", Span.NONE, new Board("pynq-z1", List.of("*:pynq-z1:*")), "xc7z020clg400-1", 100, 0, Map.of());

    /** The target {@link #TARGET} with parameters that are loaded at run time. */
    public static final Target LOADABLE = new Target(
            TARGET.name(),
            TARGET.span(),
            TARGET.board(),
            TARGET.part(),
            TARGET.clockMhz(),
            TARGET.fps(),
            TARGET.budget(),
            TARGET.fifos(),
            TARGET.folds(),
            true,
            0,
            TARGET.tool());

    /** The cost model of the designs, which is that of HLS. */
    public static final CostModel COSTS = new HlsBackend().costs(TARGET);

    private Designs() {}

    /** The same target, answering with {@code labels} labels; 0 for scores. */
    public static Target labels(Target target, int labels) {
        return new Target(
                target.name(),
                target.span(),
                target.board(),
                target.part(),
                target.clockMhz(),
                target.fps(),
                target.budget(),
                target.fifos(),
                target.folds(),
                target.loadable(),
                labels,
                target.tool());
    }

    /** A design with what it was made from. */
    public record Made(RandomNetworks.Case random, Lowered lowered, Design design) {}

    public static Made random(long seed) {
        return made(RandomNetworks.generate(seed), TARGET);
    }

    /** The design of {@link #random} for another target. */
    public static Made on(Target target, long seed) {
        return made(RandomNetworks.generate(seed), target);
    }

    /**
     * The design of {@link #random} that answers with the numbers of the best classes, as many as the seed says; for every other
     * seed its parameters are loadable.
     */
    public static Made labelled(long seed) {
        RandomNetworks.Case random = RandomNetworks.generate(seed);
        int labels = 1 + (int) (seed % random.network().classes().size());
        return made(random, labels(seed % 2 == 0 ? TARGET : LOADABLE, labels));
    }

    /** The design of {@link #random} with loadable parameters. */
    public static Made loadable(long seed) {
        return made(RandomNetworks.generate(seed), LOADABLE);
    }

    /** The design of {@link #loadable} with the parameters of another training; empty if these have no integer form. */
    public static Optional<Made> retrained(long seed, long training) {
        RandomNetworks.Case first = RandomNetworks.generate(seed);
        return loadable(first, RandomNetworks.parameters(training, first.network()));
    }

    /** The design of {@link #loadable} with all weights the largest of their type, or its negative. */
    public static Optional<Made> largest(long seed, int sign) {
        RandomNetworks.Case random = RandomNetworks.generate(seed);
        Map<String, Parameters.Array> arrays =
                new LinkedHashMap<>(random.parameters().arrays());
        for (Layer layer : random.network().layers()) {
            if (layer instanceof Layer.Weighted w) {
                float[] latent = new float[w.rows() * w.columns()];
                Arrays.fill(latent, sign * 1_000f);
                arrays.put(layer.name() + ".weight", new Parameters.Array(w.weightShape(), latent));
            }
        }
        return loadable(random, new Parameters(arrays));
    }

    /** The loadable design of a random network with other parameters; empty if these have no integer form. */
    private static Optional<Made> loadable(RandomNetworks.Case random, Parameters parameters) {
        try {
            return Optional.of(made(
                    new RandomNetworks.Case(random.seed(), random.network(), parameters, random.images()), LOADABLE));
        } catch (DiagnosticException e) {
            return Optional.empty();
        }
    }

    /** Depthwise units of bytes, bits and codes, with channels that have many foldings. */
    public static Made depthwise(long seed, Target target) {
        RandomNetworks.Case random = RandomNetworks.of(
                seed,
                NetworkBuilder.named("depthwise")
                        .input(4, 7, 6, ValueSet.ScaledBytes.range("-128", "127"))
                        .depthwise(3, 1, new Padding(1, 0), WeightType.BIPOLAR)
                        .batchNorm()
                        .sign()
                        .conv(12, 1, 1, Padding.NONE, WeightType.BIPOLAR)
                        .batchNorm()
                        .sign()
                        .depthwise(3, 1, new Padding(1, 0), WeightType.BIPOLAR)
                        .batchNorm()
                        .quantize(new Activation(2, false))
                        .depthwise(2, 2, Padding.NONE, WeightType.INT4)
                        .batchNorm()
                        .quantize(new Activation(3, true))
                        .depthwise(1, 1, Padding.NONE, WeightType.TERNARY)
                        .batchNorm()
                        .sign()
                        .dense(3, WeightType.BIPOLAR)
                        .build());
        return made(random, target);
    }

    /** Grouped convolutions on bytes, bits and codes, with and without windows, and with several vectors per row fold and position. */
    public static Made grouped(long seed, Target target) {
        RandomNetworks.Case random = RandomNetworks.of(
                seed,
                NetworkBuilder.named("grouped")
                        .input(4, 7, 6, ValueSet.ScaledBytes.range("-128", "127"))
                        .conv(8, Window.square(3, 1), new Padding(1, 0), 2, WeightType.BIPOLAR)
                        .batchNorm()
                        .sign()
                        .conv(24, Window.square(1, 1), Padding.NONE, 4, WeightType.BIPOLAR)
                        .batchNorm()
                        .quantize(new Activation(2, false))
                        .conv(12, Window.square(3, 2), new Padding(1, 0), 3, WeightType.INT4)
                        .batchNorm()
                        .sign()
                        .conv(24, new Window(2, 1, 1, 1, 1, 1), Padding.NONE, 12, WeightType.BIPOLAR)
                        .batchNorm()
                        .quantize(new Activation(3, true))
                        .conv(12, Window.square(2, 1), new Padding(1, 0), 6, WeightType.TERNARY)
                        .batchNorm()
                        .sign()
                        .dense(3, WeightType.BIPOLAR)
                        .build());
        return made(random, target);
    }

    /** Residuals around convolutions of signs; their shortcuts carry levels of 4 to 8 bits, depending on the seed. */
    public static Made manyLevels(long seed, Target target) {
        Activation levels = new Activation(4 + (int) (seed % 5), seed % 2 == 0);
        RandomNetworks.Case random = RandomNetworks.of(
                seed,
                NetworkBuilder.named("many_levels")
                        .input(2, 6, 5, ValueSet.ScaledBytes.range("-128", "127"))
                        .conv(6, 3, 1, new Padding(1, 0), WeightType.BIPOLAR)
                        .batchNorm()
                        .as("begin")
                        .quantize(levels)
                        .avgPool(1, 1)
                        .batchNorm()
                        .sign()
                        .conv(6, 3, 1, new Padding(1, 0), WeightType.BIPOLAR)
                        .batchNorm()
                        .quantize(levels)
                        .add("begin")
                        .batchNorm()
                        .quantize(levels)
                        .avgPool(1, 1)
                        .sign()
                        .dense(3, WeightType.BIPOLAR)
                        .build());
        return made(random, target);
    }

    /**
     * Average pools and a residual of {@code ternary}, which uses three of the four codes of two bits. The parameters have gammas of
     * both signs, so that the units subtract the sums of some channels.
     */
    public static Made ternarySums(long seed, Target target) {
        Activation ternary = Activation.TERNARY;
        RandomNetworks.Case random = RandomNetworks.of(
                seed,
                NetworkBuilder.named("ternary_sums")
                        .input(2, 6, 6, ValueSet.ScaledBytes.range("-128", "127"))
                        .conv(8, 3, 1, new Padding(1, 0), WeightType.BIPOLAR)
                        .batchNorm()
                        .quantize(ternary)
                        .avgPool(1 + (int) (seed % 3), 1 + (int) (seed % 2))
                        .batchNorm()
                        .as("begin")
                        .quantize(ternary)
                        .conv(8, 3, 1, new Padding(1, 0), WeightType.TERNARY)
                        .batchNorm()
                        .quantize(ternary)
                        .add("begin")
                        .batchNorm()
                        .quantize(seed % 2 == 0 ? ternary : new Activation(2, true))
                        .avgPool(1, 1)
                        .batchNorm()
                        .sign()
                        .dense(3, WeightType.BIPOLAR)
                        .build());
        return made(random, target);
    }

    /** A map of 4 x 5 positions with 6 classes each. */
    public static Made map(long seed, Target target) {
        RandomNetworks.Case random = RandomNetworks.of(
                seed,
                NetworkBuilder.named("mapped")
                        .input(2, 5, 5, ValueSet.ScaledBytes.range("-128", "127"))
                        .conv(8, 3, 1, new Padding(1, 0), WeightType.BIPOLAR)
                        .batchNorm()
                        .sign()
                        .conv(6, new Window(2, 3, 1, 1, 1, 1), new Padding(0, 0, 1, 1, -1), WeightType.BIPOLAR)
                        .batchNorm()
                        .build());
        return made(random, target);
    }

    /** One dense layer with {@code classes} classes. */
    public static Made wide(int classes, Target target) {
        return made(
                RandomNetworks.of(
                        1,
                        NetworkBuilder.named("wide")
                                .input(1, 1, 1, ValueSet.ScaledBytes.range("-128", "127"))
                                .dense(classes, WeightType.BIPOLAR)
                                .build()),
                target);
    }

    /** A network with made-up parameters and a folding for each of its layers with weights. */
    public static Made of(long seed, Network network, Target target, Function<MatrixShape, Folding> folding) {
        return made(RandomNetworks.of(seed, network), target, folding);
    }

    private static Made made(RandomNetworks.Case random, Target target) {
        Random folds = new Random(random.seed());
        return made(random, target, shape -> folding(shape, folds, target.loadable()));
    }

    private static Made made(RandomNetworks.Case random, Target target, Function<MatrixShape, Folding> folding) {
        Lowered lowered = Lowering.lower(new LoweringRequest(
                random.network(), random.parameters(), Optional.empty(), random.images(), Optional.empty()));
        Dataflow flow = DataflowBuilder.unfolded(lowered.ir(), target.labels())
                .fold(MatrixShape.of(lowered.ir()).stream().collect(Collectors.toMap(MatrixShape::layer, folding)));
        List<long[]> scores =
                random.images().stream().map(lowered.model()::scores).toList();
        Design design = new Design(flow, target, random.network().name() + ".bnn", random.images(), scores);
        return new Made(random, lowered, design);
    }

    private static Folding folding(MatrixShape shape, Random random, boolean loadable) {
        List<Integer> pes = LegalFoldings.pes(shape);
        List<Integer> simds = LegalFoldings.simds(shape, TARGET.tool());
        return new Folding(
                pes.get(random.nextInt(pes.size())),
                simds.get(random.nextInt(simds.size())),
                random.nextBoolean() ? Memory.LUT : Memory.BLOCK,
                loadable);
    }
}
