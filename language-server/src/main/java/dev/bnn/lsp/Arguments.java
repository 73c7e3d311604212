// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The parsed command line.
 *
 * @param connection how to reach the client
 * @param port of the connection, unless it is standard input and output
 * @param parent the process whose end also ends the server
 * @param log a file that records what the server does, and the stack traces of faults
 */
record Arguments(
        Connection connection,
        OptionalInt port,
        OptionalLong parent,
        @Nullable Path log) {
    /** How client and server communicate. */
    enum Connection {
        /** Standard input and output. */
        STDIO,
        /** The client listens on a port of this machine. */
        SOCKET,
        /** The server listens on a port of this machine, for one client. */
        LISTEN,
        /** No external client: run a session with the server's own client and print whether it works. */
        CHECK,
        /** No client: print the version. */
        VERSION,
        /** No client: print how to use the command. */
        HELP
    }

    /** A mistake on the command line: one sentence. */
    static final class UsageException extends Exception {
        UsageException(String message) {
            super(message);
        }
    }

    static final String HELP = """
            The language server of .bnn files.

              bnn-ls                 talks over standard input and output, as editors start it (so does --stdio)
              bnn-ls --socket PORT   connects to a client that listens at that port of this machine
              bnn-ls --listen PORT   waits for one client at that port of this machine

              --log FILE             also writes what it does, with the traces of faults, to a file
              --clientProcessId N    ends when that process ends
              --check                opens a model in itself, and says whether that works
              --version, --help

            Exit status: 0 after shutdown and exit; 1 where the client went away without them; 2 for a wrong command line.""";

    /** Parses the words of the command line; a value follows its flag as the next word or after {@code =}. */
    static Arguments of(List<String> words) throws UsageException {
        Connection connection = Connection.STDIO;
        OptionalInt port = OptionalInt.empty();
        OptionalLong parent = OptionalLong.empty();
        Path log = null;
        Deque<String> left = new ArrayDeque<>(words);
        while (!left.isEmpty()) {
            String word = left.pop();
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            if (equals >= 0) {
                left.push(word.substring(equals + 1));
            }
            switch (flag) {
                case "--stdio" -> connection = Connection.STDIO;
                case "--socket" -> {
                    connection = Connection.SOCKET;
                    port = OptionalInt.of((int) number(flag, left, 65_535));
                }
                case "--listen" -> {
                    connection = Connection.LISTEN;
                    port = OptionalInt.of((int) number(flag, left, 65_535));
                }
                case "--clientProcessId" -> parent = OptionalLong.of(number(flag, left, Long.MAX_VALUE));
                case "--log" -> log = file(flag, left);
                case "--check" -> connection = Connection.CHECK;
                case "--version" -> connection = Connection.VERSION;
                case "--help", "-h" -> connection = Connection.HELP;
                default -> throw new UsageException("unknown argument " + word);
            }
        }
        return new Arguments(connection, port, parent, log);
    }

    private static String value(String flag, Deque<String> left) throws UsageException {
        if (left.isEmpty()) {
            throw new UsageException(flag + " needs a value");
        }
        return left.pop();
    }

    private static long number(String flag, Deque<String> left, long most) throws UsageException {
        String value = value(flag, left);
        try {
            long number = Long.parseLong(value);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new UsageException(flag + " needs a number of at most " + most + ", not " + value);
    }

    private static Path file(String flag, Deque<String> left) throws UsageException {
        String value = value(flag, left);
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new UsageException(flag + " needs a file, not " + value);
        }
    }
}
