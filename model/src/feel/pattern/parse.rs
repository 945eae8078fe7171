//! From the text of a pattern to its parts.

use super::Flags;
use super::classes::{Class, Item};
use std::iter::Peekable;
use std::vec::IntoIter;

const DEEPEST: usize = 50;
const MOST_TIMES: u32 = 1_000;

/// A part of a pattern.
#[derive(Debug, Clone)]
pub enum Node {
    Letter(char),
    Any,
    Class(Class),
    Start,
    End,
    Group(Box<Node>, Option<usize>),
    /// What a group matched before.
    Again(usize),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        node: Box<Node>,
        least: u32,
        most: Option<u32>,
        greedy: bool,
    },
}

struct Reader {
    letters: Peekable<IntoIter<char>>,
    flags: Flags,
    groups: usize,
    /// The groups that are closed: only these can be matched again.
    closed: Vec<usize>,
    depth: usize,
}

/// A text that stands for itself.
pub fn plain(text: &str) -> (Node, usize) {
    (Node::Sequence(text.chars().map(Node::Letter).collect()), 0)
}

/// Reads a pattern, and how many groups it has.
pub fn pattern(text: &str, flags: Flags) -> Option<(Node, usize)> {
    let letters: Vec<char> = if flags.spaced { unspaced(text) } else { text.chars().collect() };
    let letters = letters.into_iter().peekable();
    let mut reader = Reader { letters, flags, groups: 0, closed: vec![], depth: 0 };
    let read = reader.either()?;
    reader.letters.peek().is_none().then_some((read, reader.groups))
}

/// Without white space, but for that in classes.
fn unspaced(text: &str) -> Vec<char> {
    let (mut depth, mut escaped, mut kept) = (0_usize, false, vec![]);
    for letter in text.chars() {
        if depth == 0 && matches!(letter, ' ' | '\t' | '\n' | '\r') {
            continue;
        }
        match letter {
            '[' if !escaped => depth += 1,
            ']' if !escaped => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
        kept.push(letter);
    }
    kept
}

impl Reader {
    fn take(&mut self, wanted: char) -> bool {
        self.letters.next_if_eq(&wanted).is_some()
    }

    fn either(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut branches = vec![self.sequence()?];
        while self.take('|') {
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        if branches.len() == 1 { branches.pop() } else { Some(Node::Either(branches)) }
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut parts = vec![];
        while let Some(letter) = self.letters.peek() {
            if matches!(letter, '|' | ')') {
                break;
            }
            let atom = self.atom()?;
            parts.push(self.quantified(atom)?);
        }
        Some(Node::Sequence(parts))
    }

    fn atom(&mut self) -> Option<Node> {
        Some(match self.letters.next()? {
            '.' => Node::Any,
            '^' => Node::Start,
            '$' => Node::End,
            '(' => self.group()?,
            '[' => Node::Class(self.class()?),
            '\\' => self.escape()?,
            '*' | '+' | '?' | '{' | '}' | ']' | ')' => return None,
            letter => Node::Letter(letter),
        })
    }

    fn group(&mut self) -> Option<Node> {
        let place = if self.take('?') {
            if !self.take(':') {
                return None;
            }
            None
        } else {
            self.groups += 1;
            Some(self.groups)
        };
        let inner = self.either()?;
        if !self.take(')') {
            return None;
        }
        self.closed.extend(place);
        Some(Node::Group(Box::new(inner), place))
    }

    fn escape(&mut self) -> Option<Node> {
        let letter = self.letters.next()?;
        if let Some(digit) = letter.to_digit(10).filter(|digit| *digit > 0) {
            return self.again(usize::try_from(digit).ok()?);
        }
        Some(match self.escaped(letter)? {
            Item::Between(one, two) if one == two => Node::Letter(one),
            item => Node::Class(Class { negated: false, items: vec![item], without: None }),
        })
    }

    /// More digits are taken as long as there is such a group.
    fn again(&mut self, first: usize) -> Option<Node> {
        let mut place = first;
        while let Some(digit) = self.letters.peek().and_then(|letter| letter.to_digit(10)) {
            let longer = place * 10 + usize::try_from(digit).ok()?;
            if longer > self.groups {
                break;
            }
            self.letters.next();
            place = longer;
        }
        self.closed.contains(&place).then_some(Node::Again(place))
    }

    fn escaped(&mut self, letter: char) -> Option<Item> {
        Some(match letter {
            'n' => Item::Between('\n', '\n'),
            'r' => Item::Between('\r', '\r'),
            't' => Item::Between('\t', '\t'),
            '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^' | '$' => {
                Item::Between(letter, letter)
            }
            'd' | 'D' | 's' | 'S' | 'w' | 'W' | 'i' | 'I' | 'c' | 'C' => Item::Short(letter),
            'p' | 'P' => {
                if !self.take('{') {
                    return None;
                }
                let mut name = String::new();
                while let Some(part) = self.letters.next_if(|letter| *letter != '}') {
                    name.push(part);
                }
                if !self.take('}') {
                    return None;
                }
                if self.flags.spaced {
                    name.retain(|letter| !letter.is_whitespace());
                }
                Item::property(&name, letter == 'P')?
            }
            _ => return None,
        })
    }

    /// Behind `[`, up to and with `]`.
    fn class(&mut self) -> Option<Class> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut class = Class { negated: self.take('^'), items: vec![], without: None };
        loop {
            let letter = self.letters.next()?;
            match letter {
                ']' if !class.items.is_empty() => break,
                '-' if self.letters.peek() == Some(&'[') && !class.items.is_empty() => {
                    self.letters.next();
                    class.without = Some(Box::new(self.class()?));
                    if !self.take(']') {
                        return None;
                    }
                    break;
                }
                '[' | ']' => return None,
                '\\' => {
                    let escaped = self.letters.next()?;
                    let item = self.escaped(escaped)?;
                    let item = self.up_to(item)?;
                    class.items.push(item);
                }
                letter => {
                    let item = self.up_to(Item::Between(letter, letter))?;
                    class.items.push(item);
                }
            }
        }
        self.depth -= 1;
        Some(class)
    }

    /// `a-z`, if the letter goes on like that.
    fn up_to(&mut self, item: Item) -> Option<Item> {
        let Item::Between(low, _) = item else { return Some(item) };
        let mut ahead = self.letters.clone();
        let dash = ahead.next() == Some('-');
        let goes_on = ahead.next().is_some_and(|next| next != '[' && next != ']');
        if low == '-' || !dash || !goes_on {
            return Some(item);
        }
        self.letters.next();
        let high = match self.letters.next()? {
            '\\' => {
                let escaped = self.letters.next()?;
                match self.escaped(escaped)? {
                    Item::Between(high, _) => high,
                    _ => return None,
                }
            }
            high => high,
        };
        (low <= high).then_some(Item::Between(low, high))
    }

    fn quantified(&mut self, atom: Node) -> Option<Node> {
        let (least, most) = match self.letters.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.letters.next();
                let (least, most) = self.times()?;
                let greedy = !self.take('?');
                return Some(Node::Repeat { node: Box::new(atom), least, most, greedy });
            }
            _ => return Some(atom),
        };
        self.letters.next();
        let greedy = !self.take('?');
        Some(Node::Repeat { node: Box::new(atom), least, most, greedy })
    }

    /// `2}`, `2,}` or `2,5}`.
    fn times(&mut self) -> Option<(u32, Option<u32>)> {
        let least = self.digits()?;
        let most = if self.take(',') {
            if self.letters.peek() == Some(&'}') { None } else { Some(self.digits()?) }
        } else {
            Some(least)
        };
        let fits = self.take('}') && most.is_none_or(|most| most >= least);
        fits.then_some((least, most))
    }

    fn digits(&mut self) -> Option<u32> {
        let mut written = String::new();
        while let Some(digit) = self.letters.next_if(char::is_ascii_digit) {
            written.push(digit);
        }
        written.parse().ok().filter(|times| *times <= MOST_TIMES)
    }
}
