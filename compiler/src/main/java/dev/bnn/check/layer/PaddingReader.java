// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.layer;

import dev.bnn.check.values.Scope;
import dev.bnn.model.Padding;
import dev.bnn.model.TensorType;
import dev.bnn.model.ValueSet;
import dev.bnn.model.Window;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.source.Words;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.Numeral;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the padding of a convolution or a pool: how much, and of which value. */
final class PaddingReader {
    private static final int UNKNOWN_VALUE = -1;

    private final ShapeCertainty shapes;
    private final Diagnostics diagnostics;

    PaddingReader(ShapeCertainty shapes, Diagnostics diagnostics) {
        this.shapes = shapes;
        this.diagnostics = diagnostics;
    }

    /** The padding of the option, reduced to less than the span of the windows. */
    Padding read(TensorType input, Window window, LayerOptions options, Extents extents) {
        Optional<LayerOption.Padding> option = options.get(LayerOption.Padding.class);
        if (option.isEmpty()) {
            return Padding.NONE;
        }
        Padding amounts = amounts(input, window, option.get(), extents);
        return amounts.isNone() ? Padding.NONE : amounts.with(value(input, option.get(), extents.scope()));
    }

    /** The padding of a pool, which has no value. */
    Padding ofPool(TensorType input, Window window, LayerOptions options, Extents extents) {
        Optional<LayerOption.Padding> option = options.get(LayerOption.Padding.class);
        option.flatMap(LayerOption.Padding::value)
                .ifPresent(value -> diagnostics.error(
                        Code.PADDING_VALUE,
                        value.span(),
                        "the padding of a pool has no value",
                        extents.scope()
                                .hint("leave it out: the largest value of a window is that of its taps on the map")));
        return option.map(padding -> amounts(input, window, padding, extents)).orElse(Padding.NONE);
    }

    private Padding amounts(TensorType input, Window window, LayerOption.Padding option, Extents extents) {
        Optional<Padding> written = option.amount().accept(new Written(input, window, extents));
        if (written.isEmpty()) {
            shapes.lost();
        }
        Padding padding = written.orElse(Padding.NONE);
        if (!padding.isWithin(window)) {
            shapes.error(
                    Code.PADDING_AMOUNT,
                    option.span(),
                    "windows at the border would see nothing but padding",
                    extents.scope()
                            .hint("these windows span " + window.spanHeight() + " x " + window.spanWidth() + ": pad by "
                                    + Words.count(window.spanHeight() - 1, "row") + " and "
                                    + Words.count(window.spanWidth() - 1, "column")
                                    + " at most"));
            return Padding.NONE;
        }
        return padding;
    }

    /** The rows and columns of an amount; empty if unknown. */
    private record Written(TensorType input, Window window, Extents extents)
            implements LayerOption.Amount.Visitor<Optional<Padding>> {
        @Override
        public Optional<Padding> none() {
            return Optional.of(Padding.NONE);
        }

        @Override
        public Optional<Padding> same() {
            return Optional.of(Padding.same(window, input.shape(), 0));
        }

        @Override
        public Optional<Padding> around(LayerOption.Amount.Around around) {
            return extents.amounts(around.extent(), "the padding")
                    .map(p -> new Padding(p.rows(), p.rows(), p.columns(), p.columns(), 0));
        }

        /** If a side is given twice, the first counts; another check reports it. */
        @Override
        public Optional<Padding> sides(LayerOption.Amount.Sides sides) {
            Map<String, Integer> amounts = new HashMap<>();
            boolean known = true;
            for (LayerOption.Side side : sides.sides()) {
                String name = side.name().text();
                OptionalInt amount = extents.amount(side.amount(), "the padding `" + name + "`");
                known &= amount.isPresent();
                amounts.putIfAbsent(name, amount.orElse(0));
            }
            return known
                    ? Optional.of(new Padding(
                            amounts.getOrDefault("top", 0),
                            amounts.getOrDefault("bottom", 0),
                            amounts.getOrDefault("left", 0),
                            amounts.getOrDefault("right", 0),
                            0))
                    : Optional.empty();
        }
    }

    private int value(TensorType input, LayerOption.Padding option, Scope scope) {
        Optional<Numeral> value = option.value();
        boolean bipolar = input.values() instanceof ValueSet.Bipolar;
        boolean odd = bipolar || input.values() instanceof ValueSet.Integers i && i.step() == 2;
        if (value.isPresent() || !odd) {
            return value.map(v -> (int) Math.signum(v.value())).orElse(0);
        }
        boolean same = option.amount() instanceof LayerOption.Amount.Same;
        String of = same ? "`padding same -1` or `same +1`" : "`of -1` or `of +1`";
        String zero = same ? "`same 0`" : "`of 0`";
        Span span = option.span();
        Advice advice =
                Advice.of(scope.hint(of + " costs nothing in hardware, " + zero + " other thresholds at the border"));
        for (String number : new String[] {"-1", "+1", "0"}) {
            advice = same
                    ? advice.replacing(span, "padding same " + number)
                    : advice.insertingAfter(span, " of " + number);
        }
        diagnostics.error(
                Code.PADDING_VALUE,
                span,
                "the values here are " + (bipolar ? "-1 and +1" : "odd numbers")
                        + ", so the padding must say which value it has",
                advice);
        return UNKNOWN_VALUE;
    }
}
