// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.c;

import dev.bnn.model.Shape;
import dev.bnn.template.Text;
import java.util.List;

/** What the templates of the C engine print. */
final class CView {
    private CView() {}

    /**
     * A program.
     *
     * @param name name of the network in C: the prefix of all names
     * @param macro the same in capitals
     * @param out the classes, and the rows and columns of the map that has one at each position; 1 x 1 for a class per image
     * @param mapWords words of memory for the maps between layers
     * @param tableBytes bytes of all tables
     */
    public record Program(
            String name,
            String macro,
            Text source,
            Text title,
            int imageBytes,
            Text input,
            List<Text> classes,
            Shape out,
            List<Layer> layers,
            int mapWords,
            long tableBytes) {}

    /**
     * A function.
     *
     * @param reads the maps that it reads
     * @param writes the map that it writes, or the scores
     * @param statements its buffers, and its call of the library
     */
    public record Layer(
            String name,
            Text comment,
            List<Table> tables,
            List<Struct> structs,
            List<Map> reads,
            Map writes,
            List<String> statements) {}

    /** A constant array. */
    public record Table(String type, String name, long size, List<String> lines) {}

    /** A constant struct of the library. */
    public record Struct(String type, String name, String values) {}

    /** A map in the memory: its name as a parameter, and its first word. The image and the scores have none. */
    public record Map(String parameter, String type, String argument) {}
}
