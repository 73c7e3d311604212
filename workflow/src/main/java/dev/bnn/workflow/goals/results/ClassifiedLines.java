// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.results;

import dev.bnn.data.Photo;
import dev.bnn.model.Network;
import dev.bnn.model.Shape;
import dev.bnn.report.ClassifiedImages;
import dev.bnn.report.ClassifiedImages.ByClass;
import dev.bnn.report.ClassifiedImages.Outcome;
import dev.bnn.source.Words;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The classes of images, as lines for a console. */
final class ClassifiedLines {
    /** Up to this many images get a line each; if there are more, each class gets a line. */
    private static final int MAX_LINES = 20;

    private static final int BAR = 24;
    private static final int CLASSES = 10;

    private ClassifiedLines() {}

    /** The part of an image that is classified, and the size that it is scaled to. */
    static List<String> parted(Network network, String name, Photo.Crop part) {
        Shape input = network.input().shape();
        return List.of(String.format(
                Locale.ROOT,
                "%s: %s, %,d x %,d pixels from (%,d, %,d) as %,d x %,d",
                network.name(),
                name,
                part.width(),
                part.height(),
                part.x(),
                part.y(),
                input.width(),
                input.height()));
    }

    /** The most likely classes of one image, with a bar each. */
    static List<String> bars(List<String> classes, double[] p) {
        int width = width(classes.stream(), Function.identity());
        return IntStream.range(0, p.length)
                .boxed()
                .sorted((a, b) -> Double.compare(p[b], p[a]))
                .limit(CLASSES)
                .map(c -> String.format(
                                Locale.ROOT,
                                "  %-" + width + "s %8s %s",
                                classes.get(c),
                                Words.percentText(p[c], 2),
                                "=".repeat((int) Math.round(BAR * p[c])))
                        .stripTrailing())
                .toList();
    }

    /** For a few images the class of each; for many, the number of images per class. */
    static List<String> of(List<String> classes, List<Outcome> outcomes) {
        if (outcomes.size() <= MAX_LINES) {
            int name = width(outcomes.stream(), Outcome::name);
            int label = width(outcomes.stream(), o -> classes.get(o.best()));
            return outcomes.stream()
                    .map(o -> String.format(
                            Locale.ROOT,
                            "  %-" + name + "s  %-" + label + "s %8s",
                            o.name(),
                            classes.get(o.best()),
                            Words.percentText(o.probability(), 2)))
                    .toList();
        }
        List<ByClass> found = ClassifiedImages.byClass(outcomes);
        int label = width(found.stream(), c -> classes.get(c.label()));
        Stream<String> lines = found.stream()
                .limit(MAX_LINES)
                .map(c -> String.format(
                        Locale.ROOT,
                        "  %-" + label + "s %,8d %s, mean probability %s",
                        classes.get(c.label()),
                        c.images(),
                        c.images() == 1 ? "image " : "images",
                        Words.percentText(c.mean(), 2)));
        int more = found.size() - MAX_LINES;
        return Stream.concat(
                        lines,
                        more > 0 ? Stream.of("  and " + Words.count(more, "class", "classes") + " more") : Stream.of())
                .toList();
    }

    private static <T> int width(Stream<T> items, Function<T, String> text) {
        return items.mapToInt(i -> text.apply(i).length()).max().orElse(1);
    }
}
