// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnParser;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.Statement;
import java.util.List;
import java.util.function.Function;

/** Parse tree to AST: options of layers. */
final class OptionReader extends ContextReader<LayerOption> {
    private final Spans spans;
    private final ValueReader values;
    private final Function<BnnParser.BodyContext, List<Statement>> bodies;

    OptionReader(Spans spans, ValueReader values, Function<BnnParser.BodyContext, List<Statement>> bodies) {
        this.spans = spans;
        this.values = values;
        this.bodies = bodies;
    }

    @Override
    public LayerOption visitKernel(BnnParser.KernelContext c) {
        return new LayerOption.Kernel(values.extent(c.extent()), spans.of(c));
    }

    @Override
    public LayerOption visitStride(BnnParser.StrideContext c) {
        return new LayerOption.Stride(values.extent(c.extent()), spans.of(c));
    }

    @Override
    public LayerOption visitDilation(BnnParser.DilationContext c) {
        return new LayerOption.Dilation(values.extent(c.extent()), spans.of(c));
    }

    @Override
    public LayerOption visitGroups(BnnParser.GroupsContext c) {
        return new LayerOption.Groups(values.expr(c.expr()), spans.of(c));
    }

    @Override
    public LayerOption visitPadding(BnnParser.PaddingContext c) {
        return new LayerOption.Padding(amount(c), values.number(c.padValue()), spans.of(c));
    }

    private LayerOption.Amount amount(BnnParser.PaddingContext c) {
        if (c.SAME() != null) {
            return new LayerOption.Amount.Same();
        }
        if (c.extent() != null) {
            return new LayerOption.Amount.Around(values.extent(c.extent()));
        }
        return c.side().isEmpty()
                ? new LayerOption.Amount.None()
                : new LayerOption.Amount.Sides(c.side().stream()
                        .map(s -> new LayerOption.Side(values.word(s.getStart()), values.expr(s.expr())))
                        .toList());
    }

    @Override
    public LayerOption visitWeights(BnnParser.WeightsContext c) {
        return new LayerOption.Weights(values.word(c.getStop()), spans.of(c));
    }

    @Override
    public LayerOption visitEps(BnnParser.EpsContext c) {
        return new LayerOption.Eps(values.number(c.number()), spans.of(c));
    }

    @Override
    public LayerOption visitMomentum(BnnParser.MomentumContext c) {
        return new LayerOption.Momentum(values.number(c.number()), spans.of(c));
    }

    @Override
    public LayerOption visitShortcut(BnnParser.ShortcutContext c) {
        return new LayerOption.Shortcut(values.word(c.SHORTCUT()), bodies.apply(c.body()), spans.of(c));
    }

    @Override
    public LayerOption visitAs(BnnParser.AsContext c) {
        return new LayerOption.As(values.word(c.ID()), spans.of(c));
    }
}
