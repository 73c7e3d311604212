// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check.train;

import dev.bnn.check.vocabulary.DataSets;
import dev.bnn.model.Shape;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.source.Suggestion;
import dev.bnn.syntax.TrainEntry;
import dev.bnn.syntax.Word;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks that a data set of a known name fits the network.
 *
 * @param image extent of the input; empty if it is not known
 * @param written place in the input section that says the extent
 * @param classes number of classes; 0 if it is not known
 * @param map whether the network gives a class at each position of a map
 */
public record DataChecker(
        Optional<Shape> image, Optional<Span> written, int classes, boolean map, Diagnostics diagnostics) {
    /** @param held the {@code validation} entry, if there is one */
    public void check(Word source, long validation, Optional<TrainEntry.Count> held) {
        known(source).ifPresent(data -> {
            fits(data, source.span());
            if (validation >= data.trainImages()) {
                misfit(
                        held.map(TrainEntry.Count::span).orElse(source.span()),
                        String.format(
                                Locale.ROOT,
                                "%,d images would be held out of the %,d training images of %s",
                                validation,
                                data.trainImages(),
                                data.name()),
                        holdOut(data.trainImages() / 10, held));
            }
        });
    }

    private static Advice holdOut(long images, Optional<TrainEntry.Count> held) {
        Advice advice = Advice.of(
                "write `validation " + images + "`" + (held.isEmpty() ? "; without it, 1000 are held out" : ""));
        return held.map(h -> advice.replacing(h.value().span(), Long.toString(images)))
                .orElse(advice);
    }

    private void fits(DataSets.Known data, Span span) {
        image.filter(shape -> !shape.equals(data.shape()))
                .ifPresent(shape -> misfit(
                        span,
                        "the images of " + data.name() + " are " + extent(data.shape()) + ", but the input is "
                                + extent(shape),
                        asData(data)));
        if (map != data.perPixel()) {
            misfit(
                    span,
                    data.name() + (map ? " has one label per image" : " has a label for each pixel")
                            + ", but the network gives " + (map ? "a map of classes" : "one class per image"),
                    Advice.of(
                            map
                                    ? "name data with masks, such as `shapes`, or leave `output map` out"
                                    : "write `output map` after the classes, or choose other data"));
        }
        if (classes > 0 && classes != data.classes()) {
            diagnostics.error(
                    Code.CLASSES,
                    span,
                    data.name() + " has " + data.classes() + " classes, but the network names " + classes,
                    "name as many, or choose other data");
        }
    }

    private Advice asData(DataSets.Known data) {
        Advice advice = Advice.of("write `input " + extent(data.shape()) + " uint8 ...`, or choose other data");
        return written.map(span -> advice.replacing(span, extent(data.shape()))).orElse(advice);
    }

    private static String extent(Shape shape) {
        return shape.channels() + " x " + shape.height() + " x " + shape.width();
    }

    private void misfit(Span span, String message, Advice advice) {
        diagnostics.error(Code.DATA_MISFIT, span, message, advice);
    }

    private Optional<DataSets.Known> known(Word source) {
        String name = source.text();
        Optional<String> generated = DataSets.generated(name);
        if (generated.isPresent()) {
            return counted(generated.get(), name.substring(generated.get().length() + 1), source.span());
        }
        Optional<DataSets.Known> known = DataSets.of(name);
        if (known.isPresent()) {
            return known;
        }
        if (name.isBlank()) {
            diagnostics.error(Code.DATA, source.span(), "the name of the data is empty", choices());
        } else if (!source.quoted()) {
            diagnostics.error(
                    Code.DATA, source.span(), "there is no data set `" + name + "`", missing(name, source.span()));
        }
        return Optional.empty();
    }

    /** Advice to name a part, if a set of that name has parts; else the nearest name. */
    private static Advice missing(String name, Span span) {
        List<String> parts = DataSets.parts(name);
        return parts.isEmpty()
                ? Suggestion.nearestOr(name, span, DataSets.names(), choices())
                : Advice.of("write one of \"" + String.join("\", \"", parts) + "\"");
    }

    private static String choices() {
        return "data sets: " + String.join(", ", DataSets.names())
                + "; the path of a folder or archive stands in quotes";
    }

    private Optional<DataSets.Known> counted(String generated, String count, Span span) {
        long images;
        try {
            images = Long.parseLong(count);
        } catch (NumberFormatException e) {
            images = -1;
        }
        if (images >= DataSets.FEWEST && images <= DataSets.most(generated)) {
            return Optional.of(DataSets.counted(generated, images));
        }
        diagnostics.error(
                Code.DATA,
                span,
                "`" + count + "` is no number of " + generated + " to generate",
                "write \"" + generated + ":COUNT\" with a COUNT from " + DataSets.FEWEST + " to "
                        + DataSets.most(generated));
        return Optional.empty();
    }
}
