// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp;

import dev.bnn.lsp.server.ServerLog;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** The command {@code bnn-ls}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> words) {
        Arguments arguments;
        try {
            arguments = Arguments.of(words);
        } catch (Arguments.UsageException e) {
            System.err.println("bnn-ls: " + e.getMessage() + "; see bnn-ls --help");
            return 2;
        }
        try (ServerLog log = ServerLog.to(arguments.log())) {
            return connected(arguments, log);
        } catch (IOException e) {
            System.err.println("bnn-ls: " + e.getMessage());
            return 1;
        }
    }

    private static int connected(Arguments arguments, ServerLog log) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        switch (arguments.connection()) {
            case STDIO -> {
                // Whatever other code prints by mistake must not get between the messages.
                System.setOut(System.err);
                return new Session(
                                new FileInputStream(FileDescriptor.in),
                                new FileOutputStream(FileDescriptor.out),
                                arguments.parent(),
                                log)
                        .run();
            }
            case SOCKET -> {
                try (Socket socket = new Socket(here, arguments.port().orElseThrow())) {
                    return over(socket, arguments, log);
                }
            }
            case LISTEN -> {
                try (ServerSocket server = new ServerSocket(arguments.port().orElseThrow(), 1, here)) {
                    System.err.println("bnn-ls: listening at port " + server.getLocalPort());
                    try (Socket socket = server.accept()) {
                        return over(socket, arguments, log);
                    }
                }
            }
            case CHECK -> {
                return SelfCheck.run(log);
            }
            case VERSION -> System.out.println("bnn-ls " + Version.TEXT);
            case HELP -> System.out.println(Arguments.HELP);
        }
        return 0;
    }

    private static int over(Socket socket, Arguments arguments, ServerLog log) throws IOException {
        socket.setTcpNoDelay(true);
        return new Session(socket.getInputStream(), socket.getOutputStream(), arguments.parent(), log).run();
    }
}
