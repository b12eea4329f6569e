//! The reconciliation service, asked over the loopback address as OpenRefine asks it.

mod desk;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use desk::{archive_of, printed, program, refused};
use serde_json::Value;
use tempfile::TempDir;

const SCRIPT: &str = "<script>alert(1)</script>";

fn desk() -> TempDir {
    let letter = "To the government\n\nThe harbour must stay open to all.\n\nSigned by:\n\nBrotherhood of Lamplighters\nHarbour Porters' League\nUnion of Weavers\n";
    let desk = archive_of(&[("call.txt", letter)]);
    let list = format!(
        "id,name,aliases\n{SCRIPT},Brotherhood of Lamplighters,\"{SCRIPT} Lamps|'\"\"><img src=x onerror=alert(1)>\"\n"
    );
    fs::write(desk.path().join("list.csv"), list).expect("a list");
    printed(&desk, &["authority", "import", "list.csv", "--name", "\"><b>Register"]);
    desk
}

/// A server, ended with the test.
struct Server {
    child: Child,
    port: u16,
    said: BufReader<std::process::ChildStdout>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn begin(folder: &Path) -> Self {
        let mut command = program(folder);
        command.args(["serve", "--port", "0", "--json"]).stdout(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        let mut said = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        said.read_line(&mut line).expect("a line");
        let told: Value = serde_json::from_str(&line).expect("JSON");
        let port = told["url"].as_str().and_then(|url| url.rsplit(':').next()?.parse().ok()).expect("a port");
        Server { child, port, said }
    }

    /// Status line with headers, and body.
    fn ask(&self, request: &str, headers: &str, form: &str) -> (String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let host = if headers.to_lowercase().contains("host:") {
            String::new()
        } else {
            format!("Host: 127.0.0.1:{}\r\n", self.port)
        };
        let text = format!(
            "{request} HTTP/1.1\r\n{host}{headers}Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        stream.write_all(text.as_bytes()).expect("it is asked");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.to_lowercase(), body.to_owned())
    }

    fn json(&self, request: &str, form: &str) -> Value {
        let (head, body) = self.ask(request, "", form);
        assert!(head.starts_with("http/1.1 200"), "{head}\n{body}");
        serde_json::from_str(&body).expect("JSON")
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn names_are_looked_up_suggested_extended_and_shown() {
    let desk = desk();
    let server = Server::begin(desk.path());
    let manifest = server.json("GET /reconcile", "");
    assert_eq!(manifest["versions"][1], "0.2");
    let queries = r#"{"q0":{"query":"BROTHERHOOD OF LAMPLIGHTERS"},"q1":{"query":"Stargazers of nowhere"}}"#;
    let answers = server.json("POST /reconcile", &format!("queries={}", encoded(queries)));
    let best = &answers["q0"]["result"][0];
    assert_eq!((&best["name"], &best["match"]), (&"Brotherhood of Lamplighters".into(), &true.into()));
    assert_eq!(answers["q1"]["result"], serde_json::json!([]));
    let id = best["id"].as_str().expect("an id");
    assert_eq!(server.json("GET /reconcile/suggest/entity?prefix=lampl", "")["result"][0]["id"], id);
    let extend = format!(r#"{{"ids":["{id}"],"properties":[{{"id":"statements"}},{{"id":"known_ids"}}]}}"#);
    let rows = &server.json("POST /reconcile", &format!("extend={}", encoded(&extend)))["rows"][id];
    assert_eq!((&rows["statements"][0]["int"], rows["known_ids"].as_array().map(Vec::len)), (&1.into(), Some(1)));
}

#[test]
fn markup_in_names_is_inert_everywhere_and_nothing_outside_is_asked_for() {
    let desk = desk();
    let server = Server::begin(desk.path());
    let queries = encoded(r#"{"q":{"query":"Brotherhood of Lamplighters"}}"#);
    let found = server.json(&format!("GET /reconcile?queries={queries}"), "");
    let id = found["q"]["result"][0]["id"].as_str().expect("an id").to_owned();
    for path in [
        "/".to_owned(),
        format!("/reconcile/preview?id={id}"),
        format!("/reconcile/preview?id={}", encoded(SCRIPT)),
        format!("/reconcile?callback=f&queries={queries}"),
        format!("/reconcile/{}", encoded(SCRIPT)),
        format!("/reconcile?callback={}", encoded("alert(1)//")),
    ] {
        let (head, body) = server.ask(&format!("GET {path}"), "", "");
        let foreign = body.replace("<script type=\"module\" src=\"/assets/", "");
        assert!(
            !foreign.contains("<script") && !body.contains("<img") && !body.contains("<b>Register"),
            "{path}: {body}"
        );
        for attribute in ["src=\"", "href=\"", "action=\""] {
            let is_own =
                |address: &str| address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//"));
            assert!(body.split(attribute).skip(1).all(is_own), "{path}: {body}");
        }
        for header in ["content-security-policy: default-src 'none'", "x-content-type-options: nosniff"] {
            assert!(head.contains(header), "{path}: {head}");
        }
    }
    let (head, _) = server.ask("GET /reconcile?callback=alert(1)", "", "");
    assert!(head.starts_with("http/1.1 400"), "{head}");
    let flyout = server.json(&format!("GET /reconcile/flyout/entity?id={id}"), "");
    assert!(!flyout["html"].as_str().expect("text").contains("<script"), "{flyout}");
}

#[test]
fn other_hosts_and_pages_of_other_sites_are_refused() {
    let desk = desk();
    let server = Server::begin(desk.path());
    for headers in [
        "Host: evil.example\r\n",
        "Origin: https://evil.example\r\n",
        "Referer: https://evil.example/\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
    ] {
        let (head, body) = server.ask("GET /reconcile?callback=f", headers, "");
        assert!(head.starts_with("http/1.1 403") && !body.contains("versions"), "{headers}: {head}");
    }
    let (head, _) = server.ask("GET /reconcile", "Origin: http://127.0.0.1:3333\r\n", "");
    assert!(head.contains("access-control-allow-origin: http://127.0.0.1:3333"), "{head}");
}

#[test]
fn it_follows_the_archive_ends_with_an_interrupt_and_says_when_a_port_is_taken() {
    let desk = desk();
    let mut server = Server::begin(desk.path());
    refused(&desk, &["serve", "--port", &server.port.to_string()], 1, "is in use");

    let more = "To the mayor\n\nLamps for the quay.\n\nSigned by:\n\nSociety of Quay Walkers\nUnion of Weavers\n";
    fs::write(desk.path().join("papers/more.txt"), more).expect("a paper");
    printed(&desk, &["add", "papers", "-q"]);
    let queries = encoded(r#"{"q":{"query":"Society of Quay Walkers"}}"#);
    let finds = || server.json(&format!("GET /reconcile?queries={queries}"), "")["q"]["result"][0]["match"] == true;
    let begun = std::time::Instant::now();
    while !finds() {
        assert!(begun.elapsed().as_secs() < 60, "what was added is found");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }

    let interrupt = Command::new("kill").args(["-INT", &server.child.id().to_string()]).status().expect("a signal");
    assert!(interrupt.success());
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
    let mut rest = String::new();
    server.said.read_to_string(&mut rest).expect("its output");
    assert_eq!(rest, "");
}

#[test]
fn the_description_of_the_interface_is_that_of_the_program() {
    let written = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let written = fs::read_to_string(written).expect("docs/openapi.json");
    let folder = TempDir::new().expect("a folder");
    let output = program(folder.path()).arg("openapi").output().expect("it runs");
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(said == written, "docs/openapi.json is out of date: write it with `make openapi`");
}
