package dev.bnn.testing;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.emit.Design;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.ir.Ir;
import dev.bnn.model.Board;
import dev.bnn.model.Memory;
import dev.bnn.model.Target;
import dev.bnn.pass.Lowered;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Designs of random networks with random legal foldings: the same seed gives the same design. */
public final class Designs {
    public static final Target TARGET = new Target(
            "pynq-z1", Span.NONE, new Board("pynq-z1", List.of("*:pynq-z1:*")), "xc7z020clg400-1", 100, 0, Map.of());

    private Designs() {}

    /** A design with what it was made from. */
    public record Made(RandomNetworks.Case random, Lowered lowered, Design design) {}

    public static Made random(long seed) {
        RandomNetworks.Case random = RandomNetworks.generate(seed);
        Lowered lowered = Lowering.lower(new LoweringRequest(
                random.network(), random.parameters(), Optional.empty(), random.images(), Optional.empty()));
        Dataflow flow = DataflowBuilder.build(lowered.ir(), foldings(lowered.ir(), new Random(seed)));
        List<long[]> scores =
                random.images().stream().map(lowered.model()::scores).toList();
        Design design = new Design(flow, TARGET, random.network().name() + ".bnn", random.images(), scores);
        return new Made(random, lowered, design);
    }

    private static Map<String, Folding> foldings(Ir ir, Random random) {
        Map<String, Folding> foldings = new LinkedHashMap<>();
        for (MatrixShape shape : MatrixShape.of(ir)) {
            List<Integer> pes = LegalFoldings.pes(shape);
            List<Integer> simds = LegalFoldings.simds(shape);
            foldings.put(
                    shape.layer(),
                    new Folding(
                            pes.get(random.nextInt(pes.size())),
                            simds.get(random.nextInt(simds.size())),
                            random.nextBoolean() ? Memory.LUT : Memory.BLOCK));
        }
        return foldings;
    }
}
