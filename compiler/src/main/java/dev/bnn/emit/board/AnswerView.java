// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import dev.bnn.dataflow.Dataflow;
import dev.bnn.model.Shape;
import dev.bnn.source.Words;

/**
 * What a design answers to an image, and the names for it in generated code.
 *
 * @param out the classes at the positions of the answer
 * @param what such as {@code 10 scores}
 * @param meaning meaning of the words, and their order
 * @param file file name of the golden answers
 * @param type type of a word on the bus
 * @param count name of the constant for the number of words
 * @param width name of the constant for the bits of a word
 * @param index what the index of a word means
 */
public record AnswerView(
        boolean labels,
        Shape out,
        int words,
        int bits,
        String what,
        String meaning,
        String file,
        String type,
        String count,
        String width,
        String index) {
    public static AnswerView of(Dataflow.Answer answer) {
        int words = answer.words();
        Shape out = answer.out();
        boolean map = out.pixels() > 1;
        String at = map ? " at each of " + out.height() + " x " + out.width() + " positions" : "";
        String order = map ? "position by position, row by row: " : "";
        return answer.labels()
                ? new AnswerView(
                        true,
                        out,
                        words,
                        answer.bits(),
                        Words.count(answer.each(), "label") + at,
                        order
                                + (answer.each() == 1
                                        ? "the number of the class that wins, from 0 on"
                                        : "the numbers of the best classes, from 0 on, the best first")
                                + "; of equal scores the first wins",
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
                        Words.count(answer.each(), "score") + at,
                        order + "class by class, in two's complement; the greatest wins, of equal ones the first",
                        "scores.txt",
                        "score_t",
                        "CLASSES",
                        "SCORE_BITS",
                        "class");
    }

    /** The size of a word in whole bytes, as text. */
    public String size() {
        return Words.count(bits / Byte.SIZE, "byte");
    }
}
