package dev.antar.benchmarks.wire;

import dev.antar.benchmarks.measure.WrongAnswer;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Phones that send fixes as fast as they are answered, on one thread. Arguments: port, `echo` or
/// `antar`, how many. Asked `run MODE MILLIS` it answers with the frames answered and the
/// nanoseconds that took; `fixes` and `last N` tell what was sent.
final class FixClient {

    private final List<Phone> phones = new ArrayList<>();
    private final Selector selector = Selector.open();

    private FixClient(int port, boolean echo, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel =
                    Handshake.open("127.0.0.2", port, echo ? "/" : "/v1/driver", !echo);
            if (!echo) {
                Handshake.goOnDuty(channel, "bench-" + i);
            }
            Phone phone = new Phone(channel, echo, i);
            phones.add(phone);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, phone);
        }
    }

    public static void main(String[] arguments) throws Exception {
        FixClient client =
                new FixClient(
                        Integer.parseInt(arguments[0]),
                        arguments[1].equals("echo"),
                        Integer.parseInt(arguments[2]));
        try {
            Answering.serve("0", client::answer);
        } catch (WrongAnswer wrong) {
            System.out.println("WRONG " + wrong.getMessage());
            System.out.flush();
            Runtime.getRuntime().halt(1);
        }
    }

    private String answer(String question) throws IOException {
        String[] words = question.split(" ", -1);
        return switch (words[0]) {
            case "run" -> run(Phone.mode(words[1]), Long.parseLong(words[2]) * 1_000_000);
            case "fixes" -> Long.toString(phones.stream().mapToLong(Phone::fixes).sum());
            default -> phones.get(Integer.parseInt(words[1])).last();
        };
    }

    private String run(Phone.Mode mode, long nanos) throws IOException {
        phones.forEach(Phone::change);
        for (Phone phone : phones) {
            phone.send(mode);
        }
        long began = System.nanoTime();
        while (System.nanoTime() - began < nanos) {
            select(mode, true);
        }
        long took = System.nanoTime() - began;
        long answered = phones.stream().mapToLong(Phone::answered).sum();
        while (!phones.stream().allMatch(Phone::idle)) {
            select(mode, false);
        }
        return answered + " " + took;
    }

    private void select(Phone.Mode mode, boolean sendMore) throws IOException {
        selector.select(
                key -> {
                    Phone phone = (Phone) key.attachment();
                    try {
                        phone.receive(mode);
                        if (sendMore) {
                            phone.send(mode);
                        }
                    } catch (IOException e) {
                        throw new WrongAnswer(e.toString());
                    }
                },
                100);
    }
}
