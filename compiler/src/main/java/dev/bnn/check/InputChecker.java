// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.check.values.ExprEvaluator;
import dev.bnn.check.values.NumberChecker;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.check.vocabulary.Vocabulary;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.ValueSet;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.Numeral;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Checks the image and the classes. */
final class InputChecker {
    private static final double LARGEST_VALUE = 1e6;
    private static final String MAP = "map";
    private static final int MOST_OF_MAP = 255;

    private final Diagnostics diagnostics;

    InputChecker(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Gives the network its input. If the section is missing or wrong, this is a guess, and the result is false. */
    boolean input(Optional<Section.Input> section, Scope constants, NetworkBuilder network) {
        if (section.isEmpty()) {
            network.input(1, 1, 1, ValueSet.ScaledBytes.PLAIN);
            return false;
        }
        Section.Input input = section.get();
        ExprEvaluator evaluator = new ExprEvaluator(diagnostics);
        OptionalInt channels = evaluator.size(input.channels(), "the number of channels", Limits.EXTENT, constants);
        OptionalInt height = evaluator.size(input.height(), "the height", Limits.EXTENT, constants);
        OptionalInt width = evaluator.size(input.width(), "the width", Limits.EXTENT, constants);
        BigDecimal low = ValueSet.ScaledBytes.PLAIN.low();
        BigDecimal high = ValueSet.ScaledBytes.PLAIN.high();
        if (input.scale().isPresent()) {
            Section.Range range = input.scale().get();
            NumberChecker numbers = new NumberChecker(diagnostics, Code.RANGE);
            low = bound(numbers, range.low()).orElse(low);
            high = bound(numbers, range.high()).orElse(high);
            if (low.compareTo(high) == 0) {
                numbers.error(
                        range.low().span().to(range.high().span()),
                        "every byte would stand for the same number",
                        Advice.of("write, for example, `scaled -1 .. 1`")
                                .replacing(range.low().span().to(range.high().span()), "-1 .. 1"));
                high = high.add(BigDecimal.ONE);
            }
        }
        boolean known = channels.isPresent() && height.isPresent() && width.isPresent();
        if (known) {
            long pixels = (long) height.getAsInt() * width.getAsInt();
            if (pixels > Limits.EDGE_VALUES || pixels * channels.getAsInt() > Limits.EDGE_VALUES) {
                diagnostics.error(
                        Code.TOO_LARGE,
                        input.span(),
                        "the image is too large",
                        "at most 16,777,216 values are possible");
                known = false;
            }
        }
        ValueSet.ScaledBytes bytes = new ValueSet.ScaledBytes(low, high);
        if (known) {
            network.input(channels.getAsInt(), height.getAsInt(), width.getAsInt(), bytes);
        } else {
            network.input(1, 1, 1, bytes);
        }
        return known;
    }

    private static Optional<BigDecimal> bound(NumberChecker numbers, Numeral numeral) {
        return numbers.decimal(
                "the value of a byte", numeral, "between -1e6 and 1e6", v -> Math.abs(v) <= LARGEST_VALUE);
    }

    /** Names the network's classes. Returns the labels; none if the section is missing or wrong. */
    List<String> classes(Optional<Section.Classes> section, NetworkBuilder network) {
        if (section.isEmpty()) {
            return List.of();
        }
        List<String> labels;
        List<String> inData;
        if (section.get() instanceof Section.ClassRange range) {
            labels = range(range);
            inData = labels;
        } else {
            Section.ClassList list = (Section.ClassList) section.get();
            List<Word> names = list.labels().stream().map(Section.Label::name).toList();
            List<Word> namesInData =
                    list.labels().stream().map(l -> l.inData().orElse(l.name())).toList();
            labels = list(names, "have the name `%s`", list.span());
            // If no class has another name in the data, nothing more can be wrong.
            inData = names.equals(namesInData) ? labels : list(namesInData, "are called `%s` in the data", list.span());
        }
        if (labels.size() == 1) {
            error(section.get().span(), "a network with one class has nothing to tell apart", "name two or more");
            return List.of();
        }
        network.classes(labels, inData);
        return labels;
    }

    /** Whether the network gives a class at each position of a map. */
    boolean map(Optional<Section.Classes> section, int classes) {
        Optional<Word> output = section.flatMap(Section.Classes::output).map(Section.Output::kind);
        if (output.isPresent() && classes > MOST_OF_MAP) {
            error(
                    output.get().span(),
                    "a map of " + classes + " classes",
                    "masks number at most " + MOST_OF_MAP + ": a byte for each pixel, and 255 is none");
        }
        output.filter(word -> !word.text().equals(MAP))
                .ifPresent(word -> diagnostics.error(
                        Code.CLASSES,
                        word.span(),
                        "the output of a network cannot be `" + word.text() + "`",
                        Suggestion.advice(
                                word.text(), word.span(), "it is", Vocabulary.words(Vocabulary.NETWORK_OUTPUTS))));
        return output.isPresent();
    }

    private List<String> range(Section.ClassRange range) {
        NumberChecker numbers = new NumberChecker(diagnostics, Code.CLASSES);
        OptionalLong first = numbers.whole("the first class", range.first(), 0, Integer.MAX_VALUE);
        OptionalLong last = numbers.whole("the last class", range.last(), 0, Integer.MAX_VALUE);
        if (first.isEmpty() || last.isEmpty()) {
            return List.of();
        }
        long count = last.getAsLong() - first.getAsLong() + 1;
        if (count < 1) {
            String rising = "classes " + last.getAsLong() + " .. " + first.getAsLong();
            diagnostics.error(
                    Code.CLASSES,
                    range.span(),
                    "the classes go from " + first.getAsLong() + " down to " + last.getAsLong(),
                    Advice.of("the smaller number comes first: `" + rising + "`")
                            .replacing(range.span(), rising));
            return List.of();
        }
        if (count > Limits.CLASSES) {
            tooMany(range.span(), count);
            return List.of();
        }
        return LongStream.rangeClosed(first.getAsLong(), last.getAsLong())
                .mapToObj(Long::toString)
                .toList();
    }

    private List<String> list(List<Word> words, String twice, Span span) {
        Map<String, Span> seen = new HashMap<>();
        List<String> labels = new ArrayList<>();
        for (Word label : words) {
            Span first = seen.putIfAbsent(label.text(), label.span());
            if (label.text().isBlank()) {
                error(label.span(), "a class has an empty name", "name what its images show");
            } else if (first != null) {
                diagnostics.error(
                        Code.CLASSES,
                        label.span(),
                        "two classes " + twice.replace("%s", label.text()),
                        Advice.of("the other one is in line " + first.start().line() + ", column "
                                        + first.start().column())
                                .relating(first, "the other one"));
            }
            labels.add(label.text());
        }
        if (labels.size() > Limits.CLASSES) {
            tooMany(span, labels.size());
            return List.of();
        }
        return labels;
    }

    private void tooMany(Span span, long count) {
        error(span, String.format(Locale.ROOT, "these are %,d classes", count), "at most 10,000 are possible");
    }

    private void error(Span span, String message, String hint) {
        diagnostics.error(Code.CLASSES, span, message, hint);
    }
}
