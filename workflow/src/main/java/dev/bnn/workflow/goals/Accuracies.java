// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals;

import dev.bnn.report.AccuracySection;
import dev.bnn.source.Words;

/** The text of accuracies, the same in every goal. */
final class Accuracies {
    private Accuracies() {}

    /** Top-1, and top-5 where there are more than five classes: with fewer, any five contain the right one. */
    static String text(double top1, double top5, int classes) {
        return "top-1 " + Words.percentText(top1, 2)
                + (AccuracySection.topFiveTells(classes) ? ", top-5 " + Words.percentText(top5, 2) : "");
    }
}
