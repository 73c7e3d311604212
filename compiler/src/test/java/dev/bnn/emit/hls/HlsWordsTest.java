// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.dataflow.Folding;
import dev.bnn.dataflow.MatrixShape;
import dev.bnn.dataflow.MatrixUnit;
import dev.bnn.dataflow.Unit;
import dev.bnn.fold.FoldSearch;
import dev.bnn.fold.LegalFoldings;
import dev.bnn.ir.Ir;
import dev.bnn.model.Activation;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Shape;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.target.Board;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.pass.NominalParameters;
import dev.bnn.source.DiagnosticException;
import dev.bnn.source.Span;
import dev.bnn.testing.Designs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words of a design, and that foldings respect the widest word of the HLS tool. */
class HlsWordsTest {
    /** Rows, fan-ins and codes that could give words of 9,216 bits to read, of 8,192 bits of weights, and of 64,000 bits of scores. */
    private static final Network NETWORK = NetworkBuilder.named("demanding")
            .input(3, 6, 6, ValueSet.ScaledBytes.range("-128", "127"))
            .conv(128, 3, 1, Padding.NONE, WeightType.BIPOLAR)
            .batchNorm()
            .quantize(new Activation(8, false))
            .conv(256, 3, 1, Padding.NONE, WeightType.BIPOLAR)
            .batchNorm()
            .sign()
            .flatten()
            .dense(9000, WeightType.INT8)
            .batchNorm()
            .sign()
            .dense(1000, WeightType.BIPOLAR)
            .build();

    private static final Ir IR = Lowering.lower(new LoweringRequest(
                    NETWORK, NominalParameters.of(NETWORK), Optional.empty(), List.of(), Optional.empty()))
            .ir();

    @ParameterizedTest
    @EnumSource
    void noFoldingIsWiderThanTheTool(HlsTool tool) {
        for (Target target : List.of(target(tool, Target.FASTEST, Map.of()), target(tool, 1e5, Map.of()))) {
            Dataflow flow = DataflowBuilder.unfolded(IR, 0)
                    .fold(FoldSearch.plan(IR, Optional.of(target), Designs.COSTS)
                            .foldings());
            assertThat(HlsWords.of(flow).widest()).isLessThanOrEqualTo(tool.widestWord());
            Partitions.check(flow);
        }
    }

    /** All pairs of neighbors, since a converter holds a word of each if neither width divides the other. */
    @ParameterizedTest
    @EnumSource
    void noLegalFoldingIsWider(HlsTool tool) {
        List<MatrixShape> shapes = MatrixShape.of(IR);
        int widest = 0;
        for (int layer = 0; layer + 1 < shapes.size(); layer++) {
            MatrixShape next = shapes.get(layer + 1);
            for (int pe : LegalFoldings.pes(shapes.get(layer))) {
                for (int simd : LegalFoldings.simds(next, tool)) {
                    Dataflow flow = flow(layer, pe, simd, tool);
                    boolean legal = flow.units().stream()
                            .filter(u -> u instanceof MatrixUnit)
                            .allMatch(u -> LegalFoldings.writable((MatrixUnit) u, tool));
                    if (legal) {
                        widest = Math.max(widest, HlsWords.of(flow).widest());
                    }
                }
            }
        }
        assertThat(widest).isBetween(tool.widestWord() / 2, tool.widestWord());
    }

    @Test
    void aFoldingThatWritesTooWideWordsIsAnErrorAtItsLine() {
        Target.Fold fold = new Target.Fold(1000, 9, Optional.empty(), Span.NONE);
        Target target = target(HlsTool.VITIS_HLS, 0, Map.of("dense2", fold));
        assertThatThrownBy(() -> FoldSearch.plan(IR, Optional.of(target), Designs.COSTS))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        e -> assertThat(e.diagnostics()).singleElement().satisfies(d -> {
                            assertThat(d.message()).matches("PE 1,000 makes dense2 write words of \\d\\d,000 bits");
                            assertThat(d.hint()).startsWith("HLS takes at most 4,096 there: choose a PE of at most ");
                        }));
    }

    @Test
    void theHeadersAreToldInStepsOf1024Bits() {
        assertThat(words(1024)).isEqualTo(new HlsView.Words(1024, 1024));
        assertThat(words(1032)).isEqualTo(new HlsView.Words(1032, 2048));
        assertThat(words(4096)).isEqualTo(new HlsView.Words(4096, 4096));
        assertThat(words(8184)).isEqualTo(new HlsView.Words(8184, 8191));
    }

    private static HlsView.Words words(int bits) {
        return HlsWords.of(new Dataflow(
                "wide",
                new Shape(1, 1, 1),
                List.of("a", "b"),
                List.of(new Unit.Width("wide_width", Span.NONE, 8, bits, bits))));
    }

    private static Dataflow flow(int layer, int pe, int simd, HlsTool tool) {
        List<MatrixShape> shapes = MatrixShape.of(IR);
        return DataflowBuilder.unfolded(IR, 0)
                .fold(IntStream.range(0, shapes.size())
                        .boxed()
                        .collect(Collectors.toMap(i -> shapes.get(i).layer(), i -> {
                            int least = LegalFoldings.simds(shapes.get(i), tool).get(0);
                            return new Folding(i == layer ? pe : 1, i == layer + 1 ? simd : least, Memory.BLOCK);
                        })));
    }

    private static Target target(HlsTool tool, double fps, Map<String, Target.Fold> folds) {
        return new Target(
                "here",
                Span.NONE,
                Board.NONE,
                "xczu9eg-ffvb1156-2-e",
                100,
                fps,
                Map.of(),
                Map.of(),
                folds,
                false,
                0,
                tool);
    }
}
