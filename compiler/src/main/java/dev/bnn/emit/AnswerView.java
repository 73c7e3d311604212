// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.model.Shape;

/**
 * What a design answers to an image, and the names for it in generated code.
 *
 * @param out the classes at the positions of the answer
 * @param what such as {@code 10 scores}
 * @param file file name of the golden answers
 * @param type type of a word on the bus
 * @param count name of the constant for the number of words
 * @param width name of the constant for the bits of a word
 * @param index what the index of a word stands for
 */
public record AnswerView(
        boolean labels,
        Shape out,
        int words,
        int bits,
        String what,
        String file,
        String type,
        String count,
        String width,
        String index) {
    public static AnswerView of(Dataflow.Answer answer) {
        int words = answer.words();
        Shape out = answer.out();
        String at = out.pixels() > 1 ? " at " + out.height() + " x " + out.width() + " positions" : "";
        return answer.labels()
                ? new AnswerView(
                        true,
                        out,
                        words,
                        answer.bits(),
                        answer.each() + (answer.each() == 1 ? " label" : " labels") + at,
                        "labels.txt",
                        "label_t",
                        "LABELS",
                        "LABEL_BITS",
                        "place")
                : new AnswerView(
                        false,
                        out,
                        words,
                        answer.bits(),
                        answer.each() + " scores" + at,
                        "scores.txt",
                        "score_t",
                        "CLASSES",
                        "SCORE_BITS",
                        "class");
    }
}
