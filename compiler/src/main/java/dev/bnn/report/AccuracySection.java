// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.report.data.ReportData;
import dev.bnn.report.draw.Bars;
import dev.bnn.report.draw.Confusion;
import dev.bnn.report.draw.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** What the page says about the test set. Public for the template engine. */
public record AccuracySection(
        List<ReportData.Fact> facts,
        boolean map,
        List<Share> byClass,
        String confusion,
        String confusionWidth,
        List<Mistake> mistakes) {
    private static final int MOST_NAMED = 3;
    private static final int TOP = 5;

    /** A class: the share of its images that are right, or the IoU of its positions, and the classes that the others were taken for. */
    public record Share(String name, String share, String bar, String mistaken) {}

    /** An image that is classified wrongly; {@code src} is a data URI. */
    public record Mistake(int image, String label, String given, String src) {}

    /** Whether TOP5 is informative; with at most five classes it is always 100 %. */
    public static boolean topFiveTells(int classes) {
        return classes > TOP;
    }

    static AccuracySection of(ReportData.Accuracy accuracy, List<String> classes) {
        int[][] confusion = accuracy.confusion();
        List<Share> byClass = IntStream.range(0, confusion.length)
                .filter(c -> total(confusion[c]) > 0)
                .mapToObj(c -> share(
                        confusion[c],
                        c,
                        accuracy.map() ? iou(confusion, c) : (double) confusion[c][c] / total(confusion[c]),
                        classes))
                .toList();
        return new AccuracySection(
                facts(accuracy, classes.size()),
                accuracy.map(),
                byClass,
                confusion.length == 0 ? "" : Confusion.svg(classes, confusion),
                Long.toString(Confusion.width(classes, confusion)),
                accuracy.worst().stream()
                        .map(m -> new Mistake(m.image(), m.label(), m.given(), png(m.png())))
                        .toList());
    }

    private static List<ReportData.Fact> facts(ReportData.Accuracy accuracy, int classes) {
        List<ReportData.Fact> facts = new ArrayList<>();
        facts.add(new ReportData.Fact(accuracy.map() ? "pixel accuracy" : "TOP1", Format.percent(accuracy.top1(), 2)));
        if (accuracy.map()) {
            if (accuracy.confusion().length > 0) {
                facts.add(new ReportData.Fact("mean IoU", Format.percent(meanIou(accuracy.confusion()), 2)));
            }
        } else if (topFiveTells(classes)) {
            facts.add(new ReportData.Fact("TOP5", Format.percent(accuracy.top5(), 2)));
        }
        facts.add(new ReportData.Fact("test images", Format.count(accuracy.images())));
        if (accuracy.confusion().length > 0 && !accuracy.map()) {
            long wrong = Math.round(accuracy.images() * (1 - accuracy.top1()));
            facts.add(new ReportData.Fact("wrong at TOP1", Format.count(wrong)));
        }
        facts.add(new ReportData.Fact("data", accuracy.data()));
        return facts;
    }

    /** Intersection over union of a class; NaN if it neither occurs nor was given. */
    private static double iou(int[][] confusion, int label) {
        long given = Arrays.stream(confusion).mapToLong(row -> row[label]).sum();
        return (double) confusion[label][label] / (total(confusion[label]) + given - confusion[label][label]);
    }

    private static double meanIou(int[][] confusion) {
        return IntStream.range(0, confusion.length)
                .mapToDouble(c -> iou(confusion, c))
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }

    private static Share share(int[] row, int label, double share, List<String> classes) {
        List<String> mistaken = IntStream.range(0, row.length)
                .filter(c -> c != label && row[c] > 0)
                .boxed()
                .sorted((a, b) -> Integer.compare(row[b], row[a]))
                .limit(MOST_NAMED)
                .map(c -> Format.count(row[c]) + " as " + classes.get(c))
                .toList();
        return new Share(
                classes.get(label),
                Format.percent(share, 1),
                Bars.share(share, 0, "fill"),
                String.join(", ", mistaken));
    }

    private static int total(int[] row) {
        return Arrays.stream(row).sum();
    }

    static String png(byte[] file) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(file);
    }
}
