// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.training;

import dev.bnn.model.Network;
import dev.bnn.report.AccuracySection;
import dev.bnn.source.Words;
import dev.bnn.training.inference.Evaluation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Formats accuracies, in the same way for every goal. */
final class Accuracies {
    private Accuracies() {}

    /** The accuracies of a network, over images or over the positions of maps. */
    static String of(Network network, Evaluation evaluation) {
        return network.givesMap()
                ? "pixel accuracy " + Words.percentText(evaluation.top1(), 2) + ", mean IoU "
                        + Words.percentText(evaluation.meanIou(), 2)
                : text(evaluation.top1(), evaluation.top5(), network.classes().size());
    }

    /** Intersection over union of each class that occurs or was predicted, in the order of the classes. */
    static Map<String, Double> iou(Network network, Evaluation evaluation) {
        Map<String, Double> byClass = new LinkedHashMap<>();
        double[] iou = evaluation.iou();
        for (int c = 0; c < iou.length; c++) {
            if (!Double.isNaN(iou[c])) {
                byClass.put(network.classes().get(c), iou[c]);
            }
        }
        return byClass;
    }

    /** Top-1, and also top-5 if there are more than five classes: with fewer, any five classes contain the right one. */
    static String text(double top1, double top5, int classes) {
        return "top-1 " + Words.percentText(top1, 2)
                + (AccuracySection.topFiveTells(classes) ? ", top-5 " + Words.percentText(top5, 2) : "");
    }
}
