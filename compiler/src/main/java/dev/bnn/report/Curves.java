// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.report.data.ReportData;
import dev.bnn.report.data.ReportData.Epoch;
import dev.bnn.report.draw.LineChart;
import dev.bnn.report.draw.LineChart.Scale;
import dev.bnn.report.draw.LineChart.Series;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The training curves. */
final class Curves {
    private Curves() {}

    static List<ReportPage.Chart> of(ReportData.Training training) {
        List<Epoch> epochs = training.epochs();
        int[] numbers = epochs.stream().mapToInt(Epoch::number).toArray();
        int kept = training.bestEpoch();
        return Stream.of(
                        new LineChart(
                                "accuracy-curve",
                                "Accuracy",
                                Scale.PERCENT,
                                numbers,
                                kept,
                                List.of(
                                        series("training", "s1", epochs, Epoch::trainAccuracy),
                                        series("validation", "s2", epochs, Epoch::validationAccuracy))),
                        new LineChart(
                                "loss-curve",
                                "Loss",
                                Scale.WIDE,
                                numbers,
                                kept,
                                List.of(series("loss", "s1", epochs, Epoch::loss))),
                        new LineChart(
                                "flip-curve",
                                "Sign changes of weights",
                                Scale.COUNT,
                                numbers,
                                0,
                                List.of(series("sign changes", "s3", epochs, Epoch::flips))),
                        new LineChart(
                                "rate-curve",
                                "Learning rate",
                                Scale.WIDE,
                                numbers,
                                0,
                                List.of(series("rate", "s4", epochs, Epoch::rate))))
                .flatMap(chart -> chart.svg().map(svg -> new ReportPage.Chart(chart.title(), svg)).stream())
                .toList();
    }

    private static Series series(String label, String style, List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
        return new Series(label, style, epochs.stream().mapToDouble(value).toArray());
    }
}
