// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit;

import dev.bnn.dataflow.Dataflow;

/**
 * What a design answers to an image, and what generated code calls it.
 *
 * @param what such as {@code 10 scores}
 * @param file of the golden answers
 * @param type of a word on the bus
 * @param count name of the constant that says how many words
 * @param width name of the constant that says how many bits
 * @param index what tells the words of an answer apart
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
