// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.hls;

import dev.bnn.emit.board.AnswerView;
import dev.bnn.template.Text;
import java.util.List;

/** What the HLS templates print. All figures and pieces of code are texts, so that the templates need no logic. */
public final class HlsView {
    private HlsView() {}

    /**
     * The design as a whole.
     *
     * @param loading null if weights and thresholds are constants
     * @param card null for an IP with streams
     */
    public record Top(
            String network,
            Text summary,
            Text source,
            String top,
            int pixels,
            int channels,
            int pixelBits,
            Words words,
            AnswerView answer,
            Text part,
            String periodNs,
            List<String> headers,
            List<String> tables,
            List<String> sources,
            List<Unit> units,
            List<Stream> streams,
            List<Call> calls,
            List<Storage> storage,
            Loading loading,
            Card card) {}

    /**
     * What makes the top function the kernel of a card, which reads images from memory and writes answers there.
     *
     * @param platform the vendor's name for the card's shell
     * @param clockMhz the kernel's clock in whole MHz, as the linker takes it
     * @param frames images per call of the test bench
     * @param imageWords words of memory that these take
     * @param answerWords words of their answers
     */
    public record Card(String platform, long clockMhz, int frames, int imageWords, int answerWords) {}

    /**
     * Words of {@code ap_int} and {@code ap_uint}, in bits.
     *
     * @param widest the widest word of the design
     * @param limit the limit to which the vendor's headers must be set
     */
    public record Words(int widest, int limit) {
        /** True if the headers' default limit is too low. */
        public boolean wide() {
            return limit > HlsWords.UNTOLD;
        }
    }

    /**
     * A process of the pipeline.
     *
     * @param ports the streams that it reads and writes
     * @param call the library's function with its template arguments
     * @param locals declarations of the memories that it works with
     * @param constants arguments between the streams and the number of frames
     * @param pragmas the pragmas of its memories
     */
    public record Unit(
            String name,
            Text comment,
            List<Port> ports,
            String call,
            List<String> locals,
            List<String> constants,
            List<Pragma> pragmas) {}

    /** @param declaration its parameter in C++ */
    public record Port(String declaration, String name) {
        /** A stream of words of a type. */
        static Port stream(String type, String name) {
            return new Port("hls::stream<" + type + ">& " + name, name);
        }
    }

    /** A pragma of an array: the text after {@code #pragma HLS}. */
    public record Pragma(String array, String text) {}

    public record Stream(String name, int bits, int depth) {}

    /**
     * How weights and thresholds are loaded at run time.
     *
     * @param structure the structure that a parameter file must have, in hexadecimal digits
     * @param arrays the memories in the order of the file
     */
    public record Loading(String structure, List<Memory> arrays, List<Pragma> pragmas) {}

    /** An array that is loaded, and the bits of an element. */
    public record Memory(String array, int bits) {}

    /** A process and the streams of its ports. */
    public record Call(String unit, List<String> streams) {}

    /**
     * The kind of memory of an array or a stream of a function.
     *
     * @param type rom_1p, ram_s2p or fifo
     * @param memory bram, lutram, uram or srl
     */
    public record Storage(String unit, String array, String type, String memory) {}

    /**
     * The file with the arrays of a unit.
     *
     * @param positions null if all positions share their thresholds
     */
    public record Table(Text comment, Text source, String guard, List<Array> arrays, Positions positions) {}

    /**
     * @param extent the dimensions in brackets
     * @param lines its values; empty for a memory that is loaded at run time
     */
    public record Array(String comment, String type, String name, String extent, List<String> lines) {}

    /** Class of row y and column x: rows[y] * columnClasses + columns[x]. */
    public record Positions(String name, int height, int width, int columnClasses, String rows, String columns) {}
}
