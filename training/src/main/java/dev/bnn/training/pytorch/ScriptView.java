// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import dev.bnn.template.Text;
import java.util.List;

/**
 * What the template of the script prints. A String is Python code that we generate; a Text comes from the user or is printed in
 * quotes.
 *
 * @param low the number that byte 0 stands for, as a decimal
 * @param folder folder to look for the images in
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
    /** Arguments of a call: texts and numbers, by name. */
    public record Entries(List<Worded> texts, List<Coded> numbers) {}

    /** A text argument. */
    public record Worded(String name, Text text) {}

    /** A code argument: a number, True or False, or a list of numbers. */
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
     * @param fanIn of a matrix; 0 for a vector
     * @param fanOut of a matrix; 0 for a vector
     */
    public record Array(Text name, String shape, Text kind, int fanIn, int fanOut) {}
}
