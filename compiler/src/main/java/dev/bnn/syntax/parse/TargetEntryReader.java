// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnParser;
import dev.bnn.syntax.TargetEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parse tree to AST: entries of target sections. */
final class TargetEntryReader extends ContextReader<TargetEntry> {
    private final Spans spans;
    private final ValueReader values;

    TargetEntryReader(Spans spans, ValueReader values) {
        this.spans = spans;
        this.values = values;
    }

    @Override
    public TargetEntry visitClock(BnnParser.ClockContext c) {
        return new TargetEntry.Clock(
                values.number(c.number()), Optional.ofNullable(c.ID()).map(values::word), spans.of(c));
    }

    @Override
    public TargetEntry visitFps(BnnParser.FpsContext c) {
        return new TargetEntry.Fps(
                Optional.ofNullable(c.number()).map(values::number),
                Optional.ofNullable(c.ID()).map(values::word),
                spans.of(c));
    }

    @Override
    public TargetEntry visitFold(BnnParser.FoldContext c) {
        FoldOptions options = new FoldOptions();
        c.foldOption().forEach(options::visit);
        return new TargetEntry.Fold(values.word(c.ID()), options.factors, options.memories, spans.of(c));
    }

    @Override
    public TargetEntry visitFifo(BnnParser.FifoContext c) {
        return new TargetEntry.Fifo(values.word(c.ID()), values.number(c.number()), spans.of(c));
    }

    @Override
    public TargetEntry visitParameters(BnnParser.ParametersContext c) {
        return new TargetEntry.Parameters(values.word(c.ID()), spans.of(c));
    }

    @Override
    public TargetEntry visitOutput(BnnParser.OutputContext c) {
        return new TargetEntry.Output(
                values.word(c.ID()), Optional.ofNullable(c.number()).map(values::number), spans.of(c));
    }

    @Override
    public TargetEntry visitTool(BnnParser.ToolContext c) {
        return new TargetEntry.Tool(values.word(c.ID()), spans.of(c));
    }

    @Override
    public TargetEntry visitBudget(BnnParser.BudgetContext c) {
        List<TargetEntry.Limit> limits = c.budgetLimit().stream()
                .map(l -> new TargetEntry.Limit(values.word(l.ID()), values.number(l.number())))
                .toList();
        return new TargetEntry.Budget(limits, spans.of(c));
    }

    @Override
    public TargetEntry visitUnknownTarget(BnnParser.UnknownTargetContext c) {
        return new TargetEntry.Unknown(values.word(c.getStart()), spans.of(c));
    }

    /** Sorts the options of a fold. */
    private final class FoldOptions extends ContextReader<Void> {
        private final List<TargetEntry.Factor> factors = new ArrayList<>();
        private final List<TargetEntry.Storage> memories = new ArrayList<>();

        @Override
        public Void visitPe(BnnParser.PeContext c) {
            factors.add(new TargetEntry.Factor("pe", values.expr(c.expr()), spans.of(c)));
            return null;
        }

        @Override
        public Void visitSimd(BnnParser.SimdContext c) {
            factors.add(new TargetEntry.Factor("simd", values.expr(c.expr()), spans.of(c)));
            return null;
        }

        @Override
        public Void visitMemory(BnnParser.MemoryContext c) {
            memories.add(new TargetEntry.Storage(values.word(c.ID()), spans.of(c)));
            return null;
        }
    }
}
