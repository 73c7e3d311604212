// SPDX-License-Identifier: Apache-2.0
package dev.bnn.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.check.Frontend;
import dev.bnn.dataflow.DataflowBuilder;
import dev.bnn.dataflow.Folding;
import dev.bnn.estimate.Device;
import dev.bnn.estimate.Estimate;
import dev.bnn.estimate.Resources;
import dev.bnn.ir.Ir;
import dev.bnn.model.Network;
import dev.bnn.model.target.Board;
import dev.bnn.model.target.HlsTool;
import dev.bnn.model.target.Memory;
import dev.bnn.model.target.Target;
import dev.bnn.pass.Lowering;
import dev.bnn.pass.LoweringRequest;
import dev.bnn.pass.NominalParameters;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Span;
import dev.bnn.testing.Designs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the search does with requests that cannot be met, on CNV. */
class FoldSearchTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "cifar10-cnv", "src", "main", "bnn", "cnv.bnn");
    private static final String PART = "xc7z020clg400-1";

    private static Ir cnv() throws Exception {
        Network cnv = Frontend.load(EXAMPLE).network().orElseThrow();
        return Lowering.lower(new LoweringRequest(
                        cnv, NominalParameters.of(cnv), Optional.empty(), List.of(), Optional.empty()))
                .ir();
    }

    private static Target wish(String part, double fps) {
        return new Target("here", Span.NONE, Board.NONE, part, 100, fps, Map.of());
    }

    @Test
    void aWishBeyondTheSlowestUnitNamesIt() throws Exception {
        List<Diagnostic> notes = FoldSearch.plan(
                        cnv(), Optional.of(wish("xczu9eg-ffvb1156-2-e", 50_000)), Designs.COSTS)
                .notes();
        assertThat(notes).hasSize(1);
        assertThat(notes.get(0).code()).isEqualTo(Code.TOO_SLOW);
        assertThat(notes.get(0).message())
                .isEqualTo("conv1_window reaches 12,201 frames per second at most, not the 50,000 of target here");
    }

    @Test
    void aDesignThatDoesNotFitSaysWhatIsMissingAndWhatFits() throws Exception {
        Diagnostic note = tooLarge(new Target.Fold(32, 192, Optional.of(Memory.LUT), Span.NONE));
        assertThat(note.message())
                .matches("even before its streams are sized, the design does not fit xc7z020clg400-1: [\\d,]+ LUT"
                        + " too many \\([\\d,]+ of 53,200\\); most of it goes to conv2 and conv\\d");
        assertThat(note.hint()).matches("the most that fits with 20 % to spare is `fps \\d+`");
    }

    @Test
    void whereNothingFitsTheChosenFoldingsAreToBlame() throws Exception {
        Diagnostic note = tooLarge(new Target.Fold(64, 576, Optional.of(Memory.LUT), Span.NONE));
        assertThat(note.message()).contains(" LUT too many ", "most of it goes to conv2 and ");
        assertThat(note.hint()).matches("fold conv2 and \\w+ more, with less pe or simd, or choose a larger part");
    }

    private static Diagnostic tooLarge(Target.Fold fold) throws Exception {
        Target target = new Target("here", Span.NONE, Board.NONE, PART, 100, 12_201, Map.of("conv2", fold));
        List<Diagnostic> notes =
                FoldSearch.plan(cnv(), Optional.of(target), Designs.COSTS).notes();
        assertThat(notes).extracting(Diagnostic::code).containsExactly(Code.PART_EXCEEDED);
        return notes.get(0);
    }

    @Test
    void theFastestLeavesTheMargin() throws Exception {
        Ir ir = cnv();
        FoldPlan plan = FoldSearch.plan(ir, Optional.of(wish(PART, Target.FASTEST)), Designs.COSTS);
        Resources cost = Estimate.of(DataflowBuilder.unfolded(ir, 0).fold(plan.foldings()), Designs.COSTS)
                .total();
        assertThat(plan.notes()).isEmpty();
        assertThat(cost.within(DeviceFit.budget(Device.ofPart(PART).orElseThrow())))
                .isTrue();
    }

    @Test
    void aBudgetAloneGivesTheFastestWithinIt() throws Exception {
        Ir ir = cnv();
        Resources tight = cost(ir, budget(PART, 0, Map.of("lut", 20_000L)));
        Resources loose = cost(ir, budget(PART, 0, Map.of("lut", 40_000L)));
        assertThat(tight.lut()).isLessThanOrEqualTo(20_000).isGreaterThan(15_000);
        assertThat(loose.lut()).isLessThanOrEqualTo(40_000).isGreaterThan(tight.lut());
        assertThat(cost(ir, budget("xcku115-flvb2104-2-e", 0, Map.of("lut", 20_000L)))
                        .lut())
                .isLessThanOrEqualTo(20_000);
    }

    @Test
    void aRateWithinABudgetTakesNoMoreThanIt() throws Exception {
        Ir ir = cnv();
        Resources free = cost(ir, wish(PART, 1000));
        Resources scarce = cost(ir, budget(PART, 1000, Map.of("bram18", free.bram18() - 20)));
        assertThat(scarce.bram18()).isLessThanOrEqualTo(free.bram18() - 20);
        assertThat(scarce.lut()).isGreaterThan(free.lut());
    }

    @Test
    void aRateBeyondTheBudgetSaysWhatIsMissingAndWhatTheBudgetGives() throws Exception {
        List<Diagnostic> notes = FoldSearch.plan(
                        cnv(), Optional.of(budget(PART, 3000, Map.of("lut", 12_000L))), Designs.COSTS)
                .notes();
        assertThat(notes).extracting(Diagnostic::code).containsExactly(Code.BUDGET);
        assertThat(notes.get(0).message())
                .matches("even before its streams are sized, the design exceeds the budget of target here: [\\d,]+ LUT"
                        + " too many \\([\\d,]+ of 12,000\\); most of it goes to conv\\d and \\w+");
        assertThat(notes.get(0).hint()).matches("the most within it is `fps [\\d.]+`");
    }

    @Test
    void aBudgetBelowTheShellBlamesTheShell() throws Exception {
        Diagnostic note = overBudget(Map.of("lut", 3_000L));
        assertThat(note.message()).endsWith(" of 3,000); most of it goes to the board's shell");
        assertThat(note.hint())
                .isEqualTo("raise it: the board's shell, which is a part of every design, takes 4,000 LUT");
    }

    @Test
    void aLayerThatTakesNothingIsNotToBlame() throws Exception {
        assertThat(overBudget(Map.of("dsp", 0L)).message()).endsWith(" of 0); most of it goes to dense3");
    }

    private static Diagnostic overBudget(Map<String, Long> budget) throws Exception {
        List<Diagnostic> notes = FoldSearch.plan(cnv(), Optional.of(budget(PART, 1, budget)), Designs.COSTS)
                .notes();
        assertThat(notes).extracting(Diagnostic::code).containsExactly(Code.BUDGET);
        return notes.get(0);
    }

    private static Target budget(String part, double fps, Map<String, Long> budget) {
        return new Target(
                "here", Span.NONE, Board.NONE, part, 100, fps, budget, Map.of(), Map.of(), false, 0, HlsTool.VITIS_HLS);
    }

    private static Resources cost(Ir ir, Target target) {
        FoldPlan plan = FoldSearch.plan(ir, Optional.of(target), Designs.COSTS);
        assertThat(plan.notes()).isEmpty();
        return Estimate.of(DataflowBuilder.unfolded(ir, 0).fold(plan.foldings()), Designs.COSTS)
                .total();
    }

    @Test
    void loadableParametersTakeMoreAndMayLieInUltraRam() throws Exception {
        Ir ir = cnv();
        Map<String, Folding> foldings = new TreeMap<>(FoldSearch.plan(ir, Optional.of(wish(PART, 1000)), Designs.COSTS)
                .foldings());
        Resources fixed = Estimate.of(DataflowBuilder.unfolded(ir, 0).fold(foldings), Designs.COSTS)
                .total();
        foldings.replaceAll((layer, f) -> new Folding(f.pe(), f.simd(), f.memory(), true));
        Resources loadable = Estimate.of(DataflowBuilder.unfolded(ir, 0).fold(foldings), Designs.COSTS)
                .total();
        assertThat(loadable.lut()).isGreaterThan(fixed.lut());
        assertThat(loadable.ff()).isGreaterThan(fixed.ff());
        assertThat(loadable.bram18()).isEqualTo(fixed.bram18());
        assertThat(loadable.dsp()).isGreaterThan(fixed.dsp());
        String ultra = "xczu7ev-ffvc1156-2-e";
        assertThat(memories(ir, wish(ultra, 1000))).doesNotContain(Memory.ULTRA);
        assertThat(memories(ir, loadable(ultra, 1000))).contains(Memory.ULTRA);
    }

    private static List<Memory> memories(Ir ir, Target target) {
        return FoldSearch.plan(ir, Optional.of(target), Designs.COSTS).foldings().values().stream()
                .map(Folding::memory)
                .toList();
    }

    private static Target loadable(String part, double fps) {
        return new Target(
                "here",
                Span.NONE,
                Board.NONE,
                part,
                100,
                fps,
                Map.of(),
                Map.of(),
                Map.of(),
                true,
                0,
                HlsTool.VITIS_HLS);
    }

    @Test
    void theFastestOfAnUnknownPartIsAWarning() throws Exception {
        assertThat(FoldSearch.plan(cnv(), Optional.of(wish("xcku115-flvb2104-2-e", Target.FASTEST)), Designs.COSTS)
                        .notes())
                .extracting(Diagnostic::message)
                .containsExactly("`fps max` needs to know what xcku115-flvb2104-2-e holds");
    }
}
