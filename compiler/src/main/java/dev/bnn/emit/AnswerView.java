// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.Dataflow;

/**
 * What a design answers to an image, and the names for it in generated code.
 *
 * @param what such as {@code 10 scores}
 * @param file file name of the golden answers
 * @param type type of a word on the bus
 * @param count name of the constant for the number of words
 * @param width name of the constant for the bits of a word
 * @param index what the index of a word stands for
 */
public record AnswerView(
        boolean labels,
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
        return answer.labels()
                ? new AnswerView(
                        true,
                        words,
                        answer.bits(),
                        words + (words == 1 ? " label" : " labels"),
                        "labels.txt",
                        "label_t",
                        "LABELS",
                        "LABEL_BITS",
                        "place")
                : new AnswerView(
                        false,
                        words,
                        answer.bits(),
                        words + " scores",
                        "scores.txt",
                        "score_t",
                        "CLASSES",
                        "SCORE_BITS",
                        "class");
    }
}
