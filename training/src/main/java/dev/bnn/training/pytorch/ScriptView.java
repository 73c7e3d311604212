// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import dev.bnn.template.Text;
import java.util.List;

/**
 * What the template of the script prints. A String is Python code of ours; what is a user's, and what stands in quotes, is a Text.
 *
 * @param low what byte 0 stands for, a decimal
 * @param folder where the images are looked for
 * @param trainImages a number, or None for all
 */
public record ScriptView(
        Text version,
        String name,
        Text source,
        int channels,
        int height,
        int width,
        Text low,
        Text high,
        List<Text> classes,
        List<Text> classesInData,
        Text data,
        Text folder,
        String trainImages,
        List<Entries> recipes,
        List<Call> calls,
        List<Array> arrays) {
    /** Arguments of a call: texts and numbers by their names. */
    public record Entries(List<Worded> texts, List<Coded> numbers) {}

    /** An argument that is a text. */
    public record Worded(String name, Text text) {}

    /** An argument that is code: a number, True or False, a list of numbers. */
    public record Coded(String name, String code) {}

    /**
     * A layer.
     *
     * @param targets the variables that get its values, such as {@code x} or {@code kept_sign1 = x}
     * @param operation the method that computes it
     */
    public record Call(String targets, String operation, Text layer, Entries arguments) {}

    /**
     * A trained array.
     *
     * @param shape as in the parameter file
     * @param fanIn of a matrix; 0 of a vector
     * @param fanOut likewise
     */
    public record Array(Text name, String shape, Text kind, int fanIn, int fanOut) {}
}
