// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.hardware;

import dev.bnn.data.ImageSet;
import dev.bnn.dataflow.Dataflow;
import dev.bnn.dataflow.words.StreamWords;
import dev.bnn.report.data.ReportData;
import dev.bnn.runtime.BnnModel;
import dev.bnn.source.Words;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.record.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares the units of a folded pipeline, in plain loops, with the compiled network. It needs no other tool, so a pipeline that
 * computes something else never goes unnoticed where no simulator is installed.
 */
final class PipelineCheck {
    /** Images that are compared: few, since the loops are plain. VGG16 takes about a second for each. */
    static final int IMAGES = 3;

    private PipelineCheck() {}

    /**
     * What was compared.
     *
     * @param answer name of what the pipeline answers with
     * @param answers scores or labels, all equal
     */
    record Result(int units, int images, String answer, int answers, double seconds) {
        /** The figures for {@code metrics.json}. */
        Map<String, Object> metrics() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("units", units);
            figures.put("images", images);
            figures.put("compared_answers", answers);
            figures.put("seconds", Metrics.rounded(seconds));
            return figures;
        }

        private String counts() {
            return Words.count(images, "image") + ", " + Words.count(answers, answer);
        }

        /** The line of the log. */
        String line() {
            return Words.count(units, "unit") + " of the pipeline agree with the compiled network (" + counts() + ")";
        }

        /** The row of the report after those of the passes. */
        ReportData.Pass row(int number) {
            return new ReportData.Pass(
                    number,
                    "Pipeline",
                    "The folded units of the hardware and their words, computed without a simulator.",
                    units,
                    List.of(new ReportData.Check("test images", true, counts() + " equal")));
        }
    }

    /** @throws WorkflowException if an answer differs */
    static Result run(Dataflow flow, BnnModel compiled, ImageSet images, Events events) throws WorkflowException {
        int count = Math.min(IMAGES, images.count());
        long start = System.nanoTime();
        int answers = 0;
        for (int i = 0; i < count; i++) {
            long[] expected = flow.answer().of(compiled.scores(images.image(i)));
            requireEqual(flow.network(), flow.answer(), i, expected, StreamWords.answer(flow, images.image(i)));
            answers += expected.length;
            events.progress("comparing the units with the compiled network", i + 1, count, "images");
        }
        String answer = flow.answer().labels() ? "label" : "score";
        return new Result(flow.units().size(), count, answer, answers, (System.nanoTime() - start) * 1e-9);
    }

    /** @throws WorkflowException that names the first difference */
    static void requireEqual(String network, Dataflow.Answer answer, int image, long[] expected, long[] found)
            throws WorkflowException {
        for (int i = 0; i < expected.length; i++) {
            if (found[i] != expected[i]) {
                throw WorkflowException.ofSystem(String.format(
                        Locale.ROOT,
                        "%s: the units of the pipeline differ from the compiled network. On test image %d %s %d%s is %d,"
                                + " where %d is expected. This is a defect of the compiler: please report it with the model"
                                + " and %s.npz.",
                        network,
                        image,
                        answer.labels() ? "the label in place" : "the score of class",
                        i % answer.each(),
                        answer.out().pixels() == 1 ? "" : " at position " + i / answer.each(),
                        found[i],
                        expected[i],
                        network));
            }
        }
    }
}
