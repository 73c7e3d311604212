// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.check.Frontend;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.emit.Design;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.ir.AccumulatorRange;
import dev.bnn.ir.Ir;
import dev.bnn.model.Network;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.pass.NominalParameters;
import dev.bnn.source.SourceFile;
import dev.bnn.testing.Designs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Parameter files: their format, and that training never changes the structure for which they are made. */
class ParameterFileTest {
    private static final int NETWORKS = 24;

    @Test
    void theFormIsTheDescribedOne() {
        for (long seed = 1; seed <= 10; seed++) {
            Dataflow flow = Designs.loadable(seed).design().flow();
            byte[] bytes = ParameterFile.bytes(flow);
            ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(new String(bytes, 0, 4)).isEqualTo("BNNP");
            assertThat(file.getInt(4)).isEqualTo(1);
            assertThat(String.format("%016x", file.getLong(8))).isEqualTo(ParameterFile.structure(flow));
            int count = file.getInt(16);
            assertThat(bytes).hasSize(ParameterFile.length(flow));
            assertThat(bytes.length % flow.input().channels()).isZero();
            assertThat(bytes.length - 24 - count).isBetween(0, flow.input().channels() - 1);
            CRC32 sum = new CRC32();
            sum.update(bytes, 24, count);
            assertThat(file.getInt(20)).isEqualTo((int) sum.getValue());
        }
    }

    @Test
    void anElementIsInTheFewestBytesTheLowestFirst() {
        Dataflow flow = Designs.loadable(7).design().flow();
        MatrixUnit.Scores scores = flow.scores();
        ByteBuffer file = ByteBuffer.wrap(ParameterFile.bytes(flow)).order(ByteOrder.LITTLE_ENDIAN);
        int end = 24 + file.getInt(16);
        int rows = scores.addend().length;
        for (int row = 0; row < rows; row++) {
            int place = row % scores.folding().pe() * scores.rowFolds()
                    + row / scores.folding().pe();
            assertThat(file.getLong(end - 8 * (rows - place))).isEqualTo(scores.addend()[row]);
        }
    }

    @Test
    void trainingDoesNotChangeTheStructure() {
        int compared = 0;
        for (long seed = 1; seed <= NETWORKS; seed++) {
            String structure = structure(Designs.loadable(seed));
            for (long training = 2_000; training < 2_003; training++) {
                Optional<Designs.Made> other = Designs.retrained(seed, training);
                if (other.isPresent()) {
                    assertThat(structure(other.get())).isEqualTo(structure);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(2 * NETWORKS);
    }

    @Test
    void networksAndFoldingsChangeTheStructureButMemoriesDoNot() {
        Set<String> structures = new HashSet<>();
        for (long seed = 1; seed <= NETWORKS; seed++) {
            structures.add(structure(Designs.loadable(seed)));
        }
        assertThat(structures).hasSize(NETWORKS);

        Designs.Made made = Designs.loadable(7);
        MatrixShape shape = MatrixShape.of(made.lowered().ir()).get(0);
        assertThat(structure(made, shape, 1, 1, Memory.LUT)).isEqualTo(structure(made, shape, 1, 1, Memory.BLOCK));
        Set<String> foldings = new HashSet<>();
        for (int pe : LegalFoldings.pes(shape)) {
            for (int simd : LegalFoldings.simds(shape, HlsTool.VITIS_HLS)) {
                foldings.add(structure(made, shape, pe, simd, Memory.LUT));
            }
        }
        assertThat(foldings)
                .hasSize(LegalFoldings.pes(shape).size()
                        * LegalFoldings.simds(shape, HlsTool.VITIS_HLS).size());
    }

    @Test
    void namesDoNotChangeTheStructure() {
        String plain = named("", "", "0 .. 9");
        assertThat(named(" as mvtu", " as pool", "a, b, c, d, e, f, g, h, i, j"))
                .isEqualTo(plain);
        assertThat(named(" weights ternary", "", "0 .. 9")).isNotEqualTo(plain);
    }

    private static String named(String conv, String pool, String classes) {
        String text = "network named input 1 x 28 x 28 uint8 scaled -1 .. 1 classes " + classes
                + " layers { conv 4 kernel 3 padding same" + conv + "; batchnorm; sign; maxpool 2" + pool
                + "; dense 10 } train { data digits }";
        Network network =
                Frontend.load(new SourceFile("named.bnn", text)).network().orElseThrow();
        Ir ir = Lowering.lower(new LoweringRequest(
                        network, NominalParameters.of(network), Optional.empty(), List.of(), Optional.empty()))
                .ir();
        Map<String, Folding> foldings = new HashMap<>();
        for (MatrixShape shape : MatrixShape.of(ir)) {
            foldings.put(shape.layer(), new Folding(1, 1, Memory.LUT, true));
        }
        return ParameterFile.structure(DataflowBuilder.unfolded(ir, 0).fold(foldings));
    }

    /** The weights are at either end of their range, whatever sums they give. */
    @Test
    void theWidthsHoldForAllWeights() {
        for (long seed = 1; seed <= NETWORKS; seed++) {
            Map<String, Integer> widths = new HashMap<>();
            for (Unit unit : Designs.loadable(seed).design().flow().units()) {
                if (unit instanceof MatrixUnit m) {
                    widths.put(m.layer(), m.accumulatorBits());
                }
            }
            for (int sign : new int[] {-1, 1}) {
                Optional<Designs.Made> extreme = Designs.largest(seed, sign);
                if (extreme.isEmpty()) {
                    continue;
                }
                for (Unit unit : extreme.get().design().flow().units()) {
                    if (unit instanceof MatrixUnit m) {
                        long most = 1L << widths.get(m.layer()) - 1;
                        AccumulatorRange range = range(extreme.get(), m);
                        long lo = m.counts()
                                ? 0
                                : Arrays.stream(range.lo())
                                        .flatMapToLong(Arrays::stream)
                                        .min()
                                        .orElseThrow();
                        long hi = m.counts()
                                ? m.weights().columns()
                                : Arrays.stream(range.hi())
                                        .flatMapToLong(Arrays::stream)
                                        .max()
                                        .orElseThrow();
                        assertThat(lo).isGreaterThanOrEqualTo(-most);
                        // A threshold that is never reached is one larger.
                        assertThat(hi + 1).isLessThan(most);
                        if (m instanceof MatrixUnit.Thresholded t) {
                            assertThat(Arrays.stream(t.thresholds()).flatMapToLong(Arrays::stream))
                                    .allMatch(threshold -> -most <= threshold && threshold < most);
                        }
                    }
                }
            }
        }
    }

    @Test
    void aDesignIsLoadableAsAWholeOrNotAtAll() {
        Design design = Designs.random(7).design();
        assertThatThrownBy(() ->
                        new Design(design.flow(), Designs.LOADABLE, design.source(), design.images(), design.scores()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AccumulatorRange range(Designs.Made made, MatrixUnit matrix) {
        Ir ir = made.lowered().ir();
        return AccumulatorRange.of(ir, ir.node(matrix.layer())).orElseThrow();
    }

    private static String structure(Designs.Made made) {
        return ParameterFile.structure(made.design().flow());
    }

    private static String structure(Designs.Made made, MatrixShape first, int pe, int simd, Memory memory) {
        Map<String, Folding> foldings = new HashMap<>();
        for (MatrixShape shape : MatrixShape.of(made.lowered().ir())) {
            foldings.put(
                    shape.layer(),
                    new Folding(1, LegalFoldings.simds(shape, HlsTool.VITIS_HLS).get(0), Memory.LUT, true));
        }
        foldings.put(first.layer(), new Folding(pe, simd, memory, true));
        return ParameterFile.structure(
                DataflowBuilder.unfolded(made.lowered().ir(), 0).fold(foldings));
    }
}
